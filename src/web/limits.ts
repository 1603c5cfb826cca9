import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { staticPage } from './last-resort.js';
import { TooManyRequests, UnreadableRequest } from './refusals.js';
import './session.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers for as long as somebody listens. */
    stream?: true;
  }
}

/** Bounds what the server takes on at once, and from one person or address. */
export async function useLimits(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  server.server.maxConnections = settings.MAX_CONNECTIONS;
  boundRequests(server, settings.MAX_REQUESTS);
  server.addHook('onRequest', async ({ url }) => {
    const [, query = ''] = url.split('?', 2);
    if (query.includes('%00')) throw new UnreadableRequest();
  });
  if (settings.RATE_LIMIT > 0) await boundRates(app, settings.RATE_LIMIT);
}

/** Streams are bounded by the connections that they hold. */
function boundRequests(server: FastifyInstance, most: number): void {
  let underWay = 0;
  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config?.stream) return;
    if (underWay >= most && request.url !== '/health') {
      return reply
        .status(503)
        .header('retry-after', '2')
        .type('text/html; charset=utf-8')
        .send(staticPage(503));
    }
    underWay += 1;
    // Also when the other side has gone away, which no hook is told.
    reply.raw.once('close', () => (underWay -= 1));
  });
}

async function boundRates(app: NestFastifyApplication, max: number): Promise<void> {
  await app.register(rateLimit, {
    max,
    timeWindow: 60_000,
    keyGenerator: whoAsks,
    allowList: ({ url }: FastifyRequest) => url.startsWith('/assets/') || url === '/health',
    errorResponseBuilder: (_request: FastifyRequest, { ttl }: { ttl: number }) =>
      new TooManyRequests({ seconds: Math.ceil(ttl / 1000) }),
  });
}

/** A pharmacy's people share an address: whoever is signed in counts alone. */
function whoAsks(request: FastifyRequest): string {
  const token = request.session.get('signIn');
  return token ? createHash('sha256').update(token).digest('base64') : request.ip;
}
