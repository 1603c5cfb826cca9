import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Settings } from '../config/settings.js';

/** The web server: Fastify, without parsers of its own choosing. */
export function newAdapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({ trustProxy: settings.TRUST_PROXY, bodyLimit: 1024 * 1024 });
}
