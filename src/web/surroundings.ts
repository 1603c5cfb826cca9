import type { FastifyInstance } from 'fastify';
import type { Clock } from '../config/clock.js';
import { type Language } from '../config/settings.js';
import type { Assets } from './assets.js';
import type { Person } from './ask.js';

/** What every page shows that does not come from its own handler. */
export interface Surroundings {
  readonly zone: string;
  readonly defaultLanguage: Language;
  readonly support?: string;
  readonly clock: Clock;
  readonly assets: Assets;
}

declare module 'fastify' {
  interface FastifyInstance {
    surroundings: Surroundings;
  }

  /** What the guards find out about a request on its way in. */
  interface FastifyRequest {
    person?: Person;
    language: Language;
    may?: (policy: string) => boolean;
    /** What will answer: which form it takes is noted there. */
    handler?: object;
  }
}

/** Gives the server its surroundings, and each request its language. */
export function surround(
  server: FastifyInstance,
  surroundings: Surroundings,
  languageOf: (header?: string) => Language,
) {
  server.decorate('surroundings', surroundings);
  server.decorateRequest('language', surroundings.defaultLanguage);
  server.addHook('onRequest', async (request) => {
    request.language = request.session.get('language') ?? languageOf(request.headers['accept-language']);
  });
}
