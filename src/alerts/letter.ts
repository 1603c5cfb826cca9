import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import handlebars from 'handlebars';
import type { Language } from '../config/settings.js';
import type { Values } from '../web/domain/refusal.js';
import { translate } from '../web/language.js';
import { projectRoot } from '../web/project-root.js';
import type { CalendarFile } from './mail.entity.js';

/** What a mail says, before it has a language: keys of sentences, with their values. */
export interface Letter {
  readonly subject: Sentence;
  readonly paragraphs: readonly Sentence[];
  readonly facts: readonly { readonly label: string; readonly value: string | Sentence }[];
  readonly action?: { readonly label: string; readonly href: string };
  readonly calendar?: CalendarFile;
}

export interface Sentence {
  readonly key: string;
  readonly values?: Values;
}

const template = (name: string, options: Parameters<typeof handlebars.compile>[1] = {}) =>
  handlebars.compile(readFileSync(join(projectRoot, 'views', 'alerts', 'mails', name), 'utf8'), options);

const htmlLetter = template('letter.html.hbs');
const textLetter = template('letter.text.hbs', { noEscape: true });

/** A letter in one language: its subject, its plain text, and the same as HTML. */
export function written(letter: Letter, language: Language): { subject: string; text: string; html: string } {
  const say = (sentence: string | Sentence) =>
    typeof sentence === 'string' ? sentence : translate(language, sentence.key, sentence.values);
  const content = {
    language,
    subject: say(letter.subject),
    paragraphs: letter.paragraphs.map(say),
    facts: letter.facts.map(({ label, value }) => ({ label: translate(language, label), value: say(value) })),
    action: letter.action && { label: translate(language, letter.action.label), href: letter.action.href },
    signature: translate(language, 'alerts.mails.signature'),
  };
  return { subject: content.subject, text: textLetter(content), html: htmlLetter(content) };
}
