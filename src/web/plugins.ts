import { createHash } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import formBody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import secureSession from '@fastify/secure-session';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import qs from 'qs';
import type { Settings } from '../config/settings.js';
import { assetFolder } from './assets.js';
import { UnreadableRequest } from './refusals.js';

/** A week's roster of a city is published by some thousand ticks. */
const mostFields = 12_000;
const sessionSeconds = 14 * 24 * 3600;
const browserSeconds = 365 * 24 * 3600;

/** A key of its own for each cookie. */
const keyOf = ({ SESSION_SECRET }: Settings, purpose = ''): Buffer =>
  createHash('sha256').update(`${purpose}${SESSION_SECRET}`).digest();

/** Forms, files, cookies, headers and assets: what every page needs of the server. */
export async function usePlugins(app: NestFastifyApplication, settings: Settings): Promise<void> {
  await app.register(compress as never, {
    // What is sent to us packed is not unpacked: nothing of ours sends so.
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    threshold: 1024,
    // The best that brotli can do takes longer than the line it spares.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  // Forms and files are all that a page sends; a body of any other kind is answered 415.
  app.getHttpAdapter().getInstance().removeAllContentTypeParsers();
  await app.register(formBody, { parser: formFields });
  // It only notes that such a body came; whoever may send one has it read by the upload guard.
  await app.register(multipart);
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.PUBLIC_URL.startsWith('https:'),
  };
  await app.register(secureSession, [
    { sessionName: 'session', key: keyOf(settings), cookieName: 'bianmin', expiry: sessionSeconds, cookie },
    // It outlives every sign-in: by it a browser is known again.
    {
      sessionName: 'browser',
      key: keyOf(settings, 'browser'),
      cookieName: 'bianmin-browser',
      expiry: browserSeconds,
      cookie: { ...cookie, maxAge: browserSeconds },
    },
  ] as never);
  await app.register(helmet as never, {
    contentSecurityPolicy: { directives: contentPolicy(settings) },
    // Pages of ours may know which page of ours one came from; nobody else may.
    referrerPolicy: { policy: 'same-origin' },
    hsts: settings.PUBLIC_URL.startsWith('https:'),
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (_request, reply) => {
      void reply.header('permissions-policy', devicesUsed);
    });
  await app.register(fastifyStatic, {
    prefix: '/assets/',
    root: assetFolder,
    // A name carries the hash of what is in it: it never changes.
    maxAge: '365d',
    immutable: true,
    preCompressed: true,
  });
}

/** @throws UnreadableRequest for more fields, or more fields within fields, than a page of ours has */
function formFields(text: string): Record<string, unknown> {
  // No keyboard types this character, and PostgreSQL keeps no text with it.
  if (/%00|\0/.test(text)) throw new UnreadableRequest();
  try {
    return qs.parse(text, {
      parameterLimit: mostFields,
      arrayLimit: mostFields,
      depth: 4,
      strictDepth: true,
      throwOnLimitExceeded: true,
    });
  } catch {
    throw new UnreadableRequest();
  }
}

/** No page listens or asks where one is; one that looks says so itself. */
const devicesUsed = 'camera=(), microphone=(), geolocation=(), payment=(), usb=()';

function contentPolicy(settings: Settings): Record<string, string[] | null> {
  const tiles = settings.MAP_TILES ? [new URL(settings.MAP_TILES.replace(/[{}]/g, '')).origin] : [];
  return {
    defaultSrc: ["'self'"],
    fontSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', ...tiles],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    upgradeInsecureRequests: settings.PUBLIC_URL.startsWith('https:') ? [] : null,
  };
}
