import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyView from '@fastify/view';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import handlebars from 'handlebars';
import { projectRoot } from './project-root.js';
import { viewHelpers } from './view-helpers.js';

const folder = join(projectRoot, 'views');

/** Teaches the application to print `views/<room>/<page>.hbs`. */
export async function useViews(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyView, {
    engine: { handlebars: viewEngine() },
    root: folder,
    viewExt: 'hbs',
    maxCache: 1000,
    production: true,
  });
}

/**
 * Handlebars with our helpers and parts. Parts are the files whose name begins with `_`:
 * `views/web/_input.hbs` is `{{> web/input}}`.
 */
export function viewEngine(): typeof handlebars {
  const engine = handlebars.create();
  for (const [name, helper] of Object.entries(viewHelpers)) {
    engine.registerHelper(name, helper as handlebars.HelperDelegate);
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /(^|\/)_[^/]+[.]hbs$/.test(name))) {
    const name = file.replace(/_([^/]+)[.]hbs$/, '$1');
    engine.registerPartial(
      name,
      engine.compile(readFileSync(join(folder, file), 'utf8'), { preventIndent: true }),
    );
  }
  return engine;
}
