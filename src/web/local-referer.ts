import type { FastifyRequest } from 'fastify';

/** The page of ours that the person came from, as a path. */
export function localReferer(request: FastifyRequest): string | undefined {
  const { referer, host } = request.headers;
  if (!referer || !URL.canParse(referer)) return undefined;
  const from = new URL(referer);
  return from.host === host ? from.pathname + from.search : undefined;
}
