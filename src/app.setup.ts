import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Calendar } from './config/calendar.js';
import { Clock } from './config/clock.js';
import { Settings } from './config/settings.js';
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
    },
    (header) => languageOf(header, settings.DEFAULT_LANGUAGE),
  );
  await useViews(app);
  app.enableShutdownHooks();
}
