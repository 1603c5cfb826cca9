import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/config/settings.js';
import { namedSources } from '../../src/medicines/domain/rule-source.js';
import { warningRules } from '../../src/medicines/domain/warning.js';
import { sentencesOf, translate } from '../../src/web/language.js';
import { projectRoot } from '../../src/web/project-root.js';

const files = (folder: string, ending: string) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => ({
      file: join(folder, file),
      text: readFileSync(join(projectRoot, folder, file), 'utf8'),
    }));

function keys(sentences: object, prefix = ''): string[] {
  return Object.entries(sentences).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [prefix + key] : keys(value as object, `${prefix}${key}.`),
  );
}

const views = files('views', '.hbs');
const english = new Set(keys(sentencesOf('en')));
const known = (key: string) => english.has(key) || english.has(`${key}_other`);

interface Node {
  type: string;
  value?: string;
  original?: string;
  [other: string]: unknown;
}

/** Every node of a view's syntax tree. */
function* nodes(node: unknown): Generator<Node> {
  if (!node || typeof node !== 'object') return;
  if ('type' in node) yield node as Node;
  for (const value of Object.values(node)) yield* nodes(value);
}

/** What stands in a view outside tags and mustaches, and in attributes that are read out. */
function literalText(text: string): string[] {
  const bare = text
    .replace(/\{\{!--[\s\S]*?--\}\}/g, '')
    .replace(/\{\{[\s\S]*?\}\}/g, '')
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '');
  const attributes = [...bare.matchAll(/(?:placeholder|title|aria-label|alt|label)="([^"]*)"/g)].map(
    ([, value]) => value!,
  );
  return [bare.replace(/<!doctype html>/i, '').replace(/<[^>]*>/g, ' '), ...attributes];
}

/** Units and keys on the keyboard are the same in every language. */
const sameEverywhere = /\bk[mg]\b|CSV|XLSX|\/min|mmHg|mmol\/L|°C|F2|Ctrl|%|del|px/g;

describe('The languages', () => {
  it('have a sentence for each warning of a medicine, and for its source', () => {
    const wanted = [
      ...warningRules.map((rule) => `medicines.warnings.${rule}`),
      ...[...namedSources].map((source) => `medicines.sources.${source}`),
    ];
    expect(wanted.filter((key) => !known(key))).toEqual([]);
  });

  it('have the same sentences', () => {
    const [chinese, other] = languages.map((language) => keys(sentencesOf(language)).sort());
    expect(chinese).toEqual(other);
  });

  it('name the same values in each sentence', () => {
    const values = (language: (typeof languages)[number]) =>
      files(`views/locales/${language}`, '.json').map(({ text }) =>
        [...text.matchAll(/"([^"]+)": "([^"]*)"/g)].map(([, key, sentence]) => [
          key,
          [...new Set([...sentence!.matchAll(/\{\{(\w+)/g)].map(([, name]) => name))].sort(),
        ]),
      );
    expect(values('zh-CN')).toEqual(values('en'));
  });

  it('say one day, not 1 days: what is counted is counted by `web.counted`, or has a sentence for one', () => {
    const counted = 'days|months|weeks|hours|minutes|seconds|times|visits|sessions|changes|lots';
    // Limits of the program's own, which are never one.
    const neverOne = ['most', 'max', 'length', 'over', 'each', 'n'];
    const found = files('views/locales/en', '.json').flatMap(({ file, text }) =>
      [...text.matchAll(/"([^"]+)": "([^"]*)"/g)]
        .filter(([, key]) => !/_(one|other)$/.test(key!))
        .flatMap(([, key, sentence]) =>
          [...sentence!.matchAll(new RegExp(`\\{\\{(\\w+)\\}\\} (?:${counted})\\b`, 'g'))]
            .filter(([, name]) => !neverOne.includes(name!))
            .map(([said]) => `${file} ${key}: ${said}`),
        ),
    );
    expect(found).toEqual([]);
    const days = (count: number) => translate('en', 'slips.sick', { days: count, until: 'today' });
    expect([days(1), days(3)]).toEqual([
      'Unfit for work for 1 day, until today included.',
      'Unfit for work for 3 days, until today included.',
    ]);
    // A figure that is printed already, none at all, and a name that looks like a program's own words.
    const tried = (visits: number | string) =>
      translate('en', 'editions.tried', { visits, changed: 0, moved: 0 });
    expect([tried('1,234'), tried(1), tried('0.5')].map((said) => said.split(':')[0])).toEqual([
      '1,234 visits',
      '1 visit',
      '0.5 visits',
    ]);
    const limit = "$t(web.counted.days, { 'count': 9 })";
    expect(translate('en', 'patient-records.follows.ration', { limit, days: 1 })).toBe(
      `Above the limit “${limit}” of 1 day`,
    );
    const bottle = (count: number) => translate('en', 'medicines.units.bottle', { count });
    expect([bottle(1), bottle(2)]).toEqual(['bottle', 'bottles']);
  });

  it('leave no text in a view', () => {
    const found = views.flatMap(({ file, text }) =>
      literalText(text)
        .map((literal) => literal.replace(sameEverywhere, ''))
        .filter((literal) => /[A-Za-z\u4e00-\u9fff]{2,}/.test(literal.replace(/&[a-z]+;/g, '')))
        .map((literal) => `${file}: ${literal.trim().replace(/\s+/g, ' ').slice(0, 80)}`),
    );
    expect(found).toEqual([]);
  });

  it('have every sentence that a view asks for', () => {
    const asked = views.flatMap(({ file, text }) =>
      [...nodes(handlebars.parse(text))]
        .filter((node) => node.type === 'MustacheStatement' || node.type === 'SubExpression')
        .filter((node) => (node.path as Node).original === 't')
        .map((node) => (node.params as Node[])[0]!)
        .filter((key) => key.type === 'StringLiteral')
        .map((key) => ({ file, key: key.value! })),
    );
    expect(asked.length).toBeGreaterThan(300);
    expect(asked.filter(({ key }) => !known(key))).toEqual([]);
  });

  it('have every sentence that the code names', () => {
    const source = files('src', '.ts').filter(({ file }) => !file.includes('migrations'));
    const rooms = readdirSync(join(projectRoot, 'views/locales/en')).map((file) => file.replace('.json', ''));
    const named = source.flatMap(({ file, text }) =>
      [...text.matchAll(/'([a-z]+(?:\.[a-zA-Z-]+)+)'/g)]
        .map(([, key]) => ({ file, key: key! }))
        .filter(({ key }) => rooms.includes(key.split('.')[0]!) && /seeOther|key:|message|label/.test(text))
        .filter(({ key }) =>
          new RegExp(`(key: |message: |label: |seeOther\\([^)]*|\\? |: )'${key}'`).test(text),
        ),
    );
    expect(named.length).toBeGreaterThan(40);
    const policies =
      /^(network|staff|doctors|medicines|stock|roster|visits|alerts|insight)\.(see|keep|manage|work)/;
    expect(named.filter(({ key }) => !known(key) && !policies.test(key))).toEqual([]);
  });

  it('have a sentence for every refusal and every act', () => {
    const codes = files('src', '.ts').flatMap(({ text }) =>
      [
        ...text.matchAll(/readonly code = '([^']+)'/g),
        ...text.matchAll(/refusal\('([^']+)'/g),
        ...text.matchAll(/this\.code = [^;]*?'([^']+)'/g),
        ...text.matchAll(/this\.code = [^;]*: '([^']+)'/g),
      ].map(([, code]) => code!),
    );
    expect(codes.length).toBeGreaterThan(100);
    expect(codes.filter((code) => !known(`refusals.${code}`))).toEqual([]);
    const acts = files('src', '.acts.ts').flatMap(({ text }) =>
      [...text.matchAll(/^ {4}'([a-z-]+\.[a-z-]+)': /gm)].map(([, act]) => act!),
    );
    expect(acts.length).toBeGreaterThan(140);
    expect(acts.map((act) => `acts.${act}`).sort()).toEqual(
      [...english].filter((key) => key.startsWith('acts.')).sort(),
    );
  });

  it('never print a text unescaped', () => {
    expect(views.filter(({ text }) => text.includes('{{{') || text.includes('{{&'))).toEqual([]);
  });
});
