import type { FastifyReply } from 'fastify';
import { csrfToken } from './csrf.guard.js';

/** Prints a view with all that every page shares. The one place that does. */
export async function show(reply: FastifyReply, status: number, view: string, data: object): Promise<void> {
  const { request } = reply;
  const { person, language } = request;
  const whole = request.headers['hx-request'] !== 'true';
  const flash = whole ? request.session.get('flash') : undefined;
  if (flash) request.session.set('flash', undefined);
  const { zone, support, clock } = request.server.surroundings;
  await reply
    .status(status)
    .header('cache-control', 'no-store')
    .view(view, {
      person,
      language,
      zone,
      support,
      now: clock.now(),
      flash,
      csrf: csrfToken(request),
      here: request.url,
      may: (policy: string) => request.may?.(policy) ?? false,
      ...data,
    });
}
