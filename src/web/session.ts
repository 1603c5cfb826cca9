import '@fastify/secure-session';
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
