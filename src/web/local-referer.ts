import { isLocalPath } from './local-path.js';
import type { FastifyRequest } from 'fastify';

/** The page of ours that the person came from, as a path. */
export function localReferer(request: FastifyRequest): string | undefined {
  const { referer, host } = request.headers;
  if (!referer || !URL.canParse(referer)) return undefined;
  const from = new URL(referer);
  const path = from.pathname + from.search;
  return from.host === host && isLocalPath(path) ? path : undefined;
}
