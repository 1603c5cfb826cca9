import type { FastifyReply } from 'fastify';
import { allowCamera } from './camera.js';
import { csrfToken } from './csrf.guard.js';
import type { Page } from './page.js';

/**
 * Prints a view with all that every page shares. The one place that does.
 * @throws Error where a page calls something of its own by a name that every page shares: helpers would read the wrong one.
 * A paper may have a language of its own.
 */
export async function show(
  reply: FastifyReply,
  { status, view, data, sharedFor }: Pick<Page, 'status' | 'view' | 'data' | 'sharedFor'>,
): Promise<void> {
  const { zone, support, clock, assets } = reply.request.server.surroundings;
  const everybodys = {
    zone,
    support,
    now: clock.now(),
    may: () => false,
    assets: assets.of(view),
  };
  const own = sharedFor === undefined ? personal(reply) : {};
  const shared = { ...everybodys, ...own };
  const taken = Object.keys(data).filter((name) => name !== 'language' && name in shared);
  if (taken.length > 0) throw new Error(`${view} has its own ${taken.join(', ')}.`);
  if (everybodys.assets.camera) allowCamera(reply);
  await reply
    .status(status)
    .header('cache-control', sharedFor === undefined ? 'no-store' : `public, max-age=${sharedFor}`)
    .view(view, { ...shared, ...data });
}

/** What a page says to the one person who opens it. */
function personal({ request }: FastifyReply) {
  const whole = request.headers['hx-request'] !== 'true';
  const flash = whole ? request.session.get('flash') : undefined;
  if (flash) request.session.set('flash', undefined);
  return {
    person: request.person,
    language: request.language,
    flash,
    csrf: csrfToken(request),
    may: (policy: string) => request.may?.(policy) ?? false,
  };
}
