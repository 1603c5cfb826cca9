import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import formBody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import secureSession from '@fastify/secure-session';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import qs from 'qs';
import type { Settings } from '../config/settings.js';
import { projectRoot } from './project-root.js';

export const largestFileBytes = 10 * 1024 * 1024;
/** A week's roster of a city is published by some thousand ticks. */
const mostFields = 12_000;
const sessionSeconds = 14 * 24 * 3600;

const require = createRequire(import.meta.url);
const packageFolder = (name: string) => dirname(require.resolve(`${name}/package.json`));

/** What is served as it is: our own few files, and those of the libraries that pages use. */
const assets = [
  { prefix: '/assets/', root: join(projectRoot, 'views', 'assets') },
  { prefix: '/assets/tabler/', root: join(packageFolder('@tabler/core'), 'dist') },
  { prefix: '/assets/htmx/', root: join(packageFolder('htmx.org'), 'dist') },
];

/** Forms, files, cookies, headers and assets: what every page needs of the server. */
export async function usePlugins(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const parser = (text: string) =>
    qs.parse(text, { parameterLimit: mostFields, arrayLimit: mostFields, depth: 4 });
  await app.register(formBody, { parser });
  await app.register(multipart, {
    attachFieldsToBody: true,
    limits: { fileSize: largestFileBytes, files: 1, fields: 20 },
  });
  await app.register(secureSession as never, {
    key: createHash('sha256').update(settings.SESSION_SECRET).digest(),
    cookieName: 'bianmin',
    expiry: sessionSeconds,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.PUBLIC_URL.startsWith('https:') },
  });
  await app.register(helmet as never, {
    contentSecurityPolicy: { directives: contentPolicy(settings) },
    // Pages of ours may know which page of ours one came from; nobody else may.
    referrerPolicy: { policy: 'same-origin' },
    hsts: settings.PUBLIC_URL.startsWith('https:'),
  });
  for (const [index, { prefix, root }] of assets.entries()) {
    await app.register(fastifyStatic, { prefix, root, maxAge: '1h', decorateReply: index === 0 });
  }
  flattenMultipart(app.getHttpAdapter().getInstance());
}

function contentPolicy(settings: Settings): Record<string, string[] | null> {
  const tiles = settings.MAP_TILES ? [new URL(settings.MAP_TILES.replace(/[{}]/g, '')).origin] : [];
  return {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', ...tiles],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
    upgradeInsecureRequests: settings.PUBLIC_URL.startsWith('https:') ? [] : null,
  };
}

/** A file that came with a form. */
export interface UploadedFile {
  readonly name: string;
  readonly content: Buffer;
}

interface Part {
  readonly type: 'field' | 'file';
  readonly value?: unknown;
  readonly filename?: string;
  toBuffer?(): Promise<Buffer>;
}

/** A form with a file looks like any other: fields are texts, a file is its name and content. */
function flattenMultipart(server: FastifyInstance): void {
  server.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    const parts = Object.entries((request.body ?? {}) as Record<string, Part>);
    const fields = parts.map(async ([name, part]) => [
      name,
      part.type === 'file' ? { name: part.filename ?? '', content: await part.toBuffer!() } : part.value,
    ]);
    request.body = Object.fromEntries(await Promise.all(fields)) as unknown;
  });
}
