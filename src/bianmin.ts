import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { AppModule } from './app.module.js';
import { environment } from './config/environment.js';
import { readSettings, WrongSetting } from './config/settings.js';
import { Refusal } from './web/domain/refusal.js';
import { translate } from './web/language.js';

/** The command line: `npm run bianmin -- <command>`. */
try {
  const settings = readSettings(environment);
  await CommandFactory.run(AppModule.with(settings), {
    logger: ['error', 'fatal'],
    errorHandler: fail,
    serviceErrorHandler: fail,
  });
} catch (error) {
  fail(error as Error);
}

function fail(error: Error): void {
  const known = error instanceof WrongSetting ? error.message : undefined;
  const refused =
    error instanceof Refusal ? translate('en', `refusals.${error.code}`, error.values) : undefined;
  process.stderr.write(`${known ?? refused ?? error.message}\n`);
  process.exitCode = 1;
}
