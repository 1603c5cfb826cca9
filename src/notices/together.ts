import type { Language } from '../config/settings.js';
import { translate } from '../web/language.js';
import type { Letter, Sentence } from '../mail/letter.js';
import type { LinkTo } from './acknowledgement-links.js';
import type { Notice } from './notice.entity.js';

/** What a notice says now, and of which alert. */
export interface Told extends Pick<Notice, 'alertId'> {
  readonly letter: Letter;
}

/** So many are told with their links; the others by their subject alone, for a mail that is longer is not read. */
const mostLines = 40;

/** Among others, a line says only what its sentence does not. */
const saidInWords = new Set(
  ['outlet', 'medicine', 'usable', 'reorderLevel', 'patient', 'when'].map((label) => `alerts.mails.${label}`),
);

const acknowledge = 'alerts.mails.acknowledge';

/**
 * One letter with all that somebody is to be told. A single notice keeps its own letter.
 * @param notices in the order in which they matter
 */
export function together(notices: readonly Told[], language: Language, link: LinkTo): Letter {
  const [only] = notices;
  const asks = notices.some(({ alertId }) => alertId !== null);
  if (only && notices.length === 1)
    return asks ? { ...only.letter, choices: [{ label: acknowledge, href: link() }] } : only.letter;
  const say = (sentence: string | Sentence) =>
    typeof sentence === 'string' ? sentence : translate(language, sentence.key, sentence.values);
  const briefly = notices.slice(mostLines).map(({ letter }) => say(letter.subject));
  return {
    subject: {
      key: 'alerts.mails.together.subject',
      values: { first: say(notices[0]!.letter.subject), count: notices.length - 1 },
    },
    paragraphs: [{ key: 'alerts.mails.together.what', values: { count: notices.length } }],
    facts: [],
    lines: notices.slice(0, mostLines).map(({ letter, alertId }) => ({
      title: say(letter.subject),
      notes: [
        ...letter.paragraphs.slice(0, 1).map(say),
        ...letter.facts
          .filter(({ label }) => !saidInWords.has(label))
          .map(({ label, value }) => `${translate(language, label)}: ${say(value)}`),
      ],
      links: [
        ...(letter.action ? [letter.action] : []),
        ...(alertId ? [{ label: acknowledge, href: link(alertId) }] : []),
      ],
    })),
    ...(briefly.length > 0 && { briefly }),
    ...(asks && { choices: [{ label: 'alerts.mails.acknowledgeAll', href: link() }] }),
  };
}
