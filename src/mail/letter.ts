import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import handlebars from 'handlebars';
import type { Language } from '../config/settings.js';
import type { Values } from '../web/domain/refusal.js';
import { translate } from '../web/language.js';
import { projectRoot } from '../web/project-root.js';
import type { CalendarFile } from './calendar-file.js';

/** What a mail says, before it has a language: keys of sentences, with their values. */
export interface Letter {
  readonly subject: Sentence;
  readonly paragraphs: readonly Sentence[];
  readonly facts: readonly { readonly label: string; readonly value: string | Sentence }[];
  /** What happened to several things, one after another. */
  readonly lines?: readonly LetterLine[];
  /** Other things that happened, a few words each. */
  readonly briefly?: readonly string[];
  /** What the reader is asked, each answer a link. */
  readonly choices?: readonly Link[];
  readonly action?: Link;
  readonly calendar?: CalendarFile;
}

interface Link {
  /** The key of its words. */
  readonly label: string;
  readonly href: string;
}

interface LetterLine {
  readonly title: string;
  readonly notes: readonly string[];
  readonly links: readonly Link[];
}

export interface Sentence {
  readonly key: string;
  readonly values?: Values;
}

const template = (name: string, options: Parameters<typeof handlebars.compile>[1] = {}) =>
  handlebars.compile(readFileSync(join(projectRoot, 'views', 'mail', 'letters', name), 'utf8'), options);

const htmlLetter = template('letter.html.hbs');
const textLetter = template('letter.text.hbs', { noEscape: true });

/** A letter in one language: its subject, its plain text, and the same as HTML. */
export function written(letter: Letter, language: Language): { subject: string; text: string; html: string } {
  const say = (sentence: string | Sentence) =>
    typeof sentence === 'string' ? sentence : translate(language, sentence.key, sentence.values);
  const link = ({ label, href }: Link) => ({ label: translate(language, label), href });
  const content = {
    language,
    colon: translate(language, 'web.colon'),
    subject: say(letter.subject),
    paragraphs: letter.paragraphs.map(say),
    facts: letter.facts.map(({ label, value }) => ({ label: translate(language, label), value: say(value) })),
    lines: letter.lines?.map((line) => ({
      title: line.title,
      notes: line.notes.join(' · '),
      links: line.links.map(link),
    })),
    briefly: letter.briefly && {
      title: translate(language, 'alerts.mails.together.briefly'),
      lines: letter.briefly,
    },
    choices: letter.choices?.map(link),
    action: letter.action && link(letter.action),
    signature: translate(language, 'alerts.mails.signature'),
  };
  return { subject: content.subject, text: textLetter(content), html: htmlLetter(content) };
}
