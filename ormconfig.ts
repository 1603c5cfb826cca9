import 'reflect-metadata';
import { Source } from './src/database/source.js';
import { entities } from './src/app.entities.js';
import { environment } from './src/config/environment.js';
import { readSettings } from './src/config/settings.js';
import { writerOptions } from './src/database/connection-options.js';

/** For TypeORM's own command line; the program itself migrates when it starts. */
export default new Source(writerOptions(readSettings(environment).DATABASE_URL, entities));
