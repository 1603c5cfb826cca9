import type { Session } from '@fastify/secure-session';
import type { Language } from '../config/settings.js';
import type { Values } from './domain/refusal.js';

/** What the browser's encrypted cookie holds. Who is signed in is looked up in the database each time. */
declare module '@fastify/secure-session' {
  interface SessionData {
    csrfSecret: string;
    signIn: string;
    language: Language;
    flash: { key: string; values?: Values };
  }
}

/** What a browser keeps whoever signs in on it, and for longer. */
interface BrowserData {
  /** By which it is known again. */
  token: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    browser: Session<BrowserData>;
  }
}
