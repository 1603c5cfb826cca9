import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import { type Language, languages } from '../config/settings.js';
import type { Values } from './domain/refusal.js';
import { projectRoot } from './project-root.js';

const localesFolder = join(projectRoot, 'views', 'locales');

/** The sentences of one language: a file a room, whose name is the first word of its keys. */
export function sentencesOf(language: Language): Record<string, unknown> {
  const folder = join(localesFolder, language);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    ]),
  );
}

const translations: i18n = i18next.createInstance();
await translations.init({
  lng: 'en',
  fallbackLng: false,
  supportedLngs: languages,
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    languages.map((language) => [language, { translation: sentencesOf(language) }]),
  ),
});

/**
 * `{{days, days}}` is “1 day” or “3 days”: what is counted with its noun, by the two sentences of `web.counted`. A figure that
 * was printed already, such as 1,234, stays as it is.
 */
for (const key of Object.keys((sentencesOf('en').web as { counted: object }).counted)) {
  const [noun] = key.split('_');
  translations.services.formatter!.add(noun!, (value: unknown, language) =>
    translations.t(`web.counted.${noun}`, {
      lng: language,
      count: Number(String(value).replaceAll(',', '')),
      figure: value,
    }),
  );
}

/** A sentence by its key, with its values; a key that does not exist is an error, not a blank. */
export function translate(language: Language, key: string, values: Values = {}): string {
  if (Object.keys(values).length > 0) return said(language, key, values);
  const known = fixed.get(`${language} ${key}`);
  if (known !== undefined) return known;
  const sentence = said(language, key, values);
  fixed.set(`${language} ${key}`, sentence);
  return sentence;
}

/** Sentences without values, which are the same each time: a board says a few of them thousands of times. */
const fixed = new Map<string, string>();

function said(language: Language, key: string, values: Values): string {
  const plural = typeof values.count === 'number' ? { count: values.count } : {};
  if (!translations.exists(key, { lng: language, ...plural }))
    throw new Error(`No sentence for ${key} in ${language}.`);
  return translations.t(key, { lng: language, ...values });
}

/** The first language of an Accept-Language header that we speak. */
export function languageOf(header: string | undefined, fallback: Language): Language {
  const wanted = (header ?? '').toLowerCase().split(',');
  for (const range of wanted) {
    if (range.trim().startsWith('zh')) return 'zh-CN';
    if (range.trim().startsWith('en')) return 'en';
  }
  return fallback;
}
