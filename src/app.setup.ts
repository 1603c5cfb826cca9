import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { Calendar } from './config/calendar.js';
import { Clock } from './config/clock.js';
import { Settings } from './config/settings.js';
import type { Open } from './demo/seed-if-empty.js';
import { Assets } from './web/assets.js';
import { languageOf } from './web/language.js';
import { useLimits } from './web/limits.js';
import { usePlugins } from './web/plugins.js';
import { surround } from './web/surroundings.js';
import { useViews } from './web/views.js';

/** What `main.ts` and the tests do alike before the application listens. */
export async function setUp(app: NestFastifyApplication): Promise<void> {
  const settings = app.get(Settings);
  await usePlugins(app, settings);
  await useLimits(app, settings);
  surround(
    app.getHttpAdapter().getInstance(),
    {
      zone: app.get(Calendar).zone,
      defaultLanguage: settings.DEFAULT_LANGUAGE,
      support: settings.SUPPORT_EMAIL,
      clock: app.get(Clock),
      assets: Assets.open(),
    },
    (header) => languageOf(header, settings.DEFAULT_LANGUAGE),
  );
  await useViews(app);
  app.enableShutdownHooks();
}

/** Opens the program for work that nobody asks for over the web, such as building the demo city. */
export const openWithoutServer: Open = (settings, given) =>
  NestFactory.createApplicationContext(AppModule.with(settings, given), {
    logger: false,
    abortOnError: false,
  });
