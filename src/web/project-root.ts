import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `views/` and `package.json`, whether we run from `src/` or from `dist/`. */
export const projectRoot = nearestWithPackage(dirname(fileURLToPath(import.meta.url)));

function nearestWithPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearestWithPackage(dirname(folder));
}
