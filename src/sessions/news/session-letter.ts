import type { Day } from '../../config/domain/calendar.js';
import type { Doctor } from '../../doctors/doctor.entity.js';
import { type Slot, slots, slotTimes } from '../../network/domain/opening-hours.js';
import type { Outlet } from '../../network/outlet.entity.js';
import { calendarFile } from '../feeds/calendar-file.js';
import { translate } from '../../web/language.js';
import { paths } from '../../web/paths.js';
import type { Letter } from '../../mail/letter.js';
import type { Recipient } from '../../mail/outbox.js';
import { dayInWords } from '../../config/in-words.js';

type Place = Pick<Outlet, 'name' | 'address'>;

/** What happened to one session, as one reader is told. */
export interface Item {
  /** The assignment's, which is the calendar entry's. */
  readonly id: string;
  readonly sequence: number;
  readonly kind: 'assigned' | 'moved' | 'cancelled';
  readonly on: Day;
  readonly slot: Slot;
  readonly doctor: Pick<Doctor, 'name'>;
  readonly outlet: Place;
  readonly former?: { readonly outlet: Place; readonly on: Day; readonly slot: Slot };
  readonly reason: string | null;
}

interface Frame {
  /** Of the program, without a slash at the end. */
  readonly address: string;
  /** Path of the page with the week. */
  readonly week: string;
  readonly sender: Parameters<typeof calendarFile>[1];
  /** For a doctor's answers; outlets are not asked. */
  readonly token?: string;
}

/** One session in a letter of its own, or all of them in one, in the order of time. */
export function sessionLetter(items: readonly Item[], to: Recipient, frame: Frame): Letter {
  const sorted = [...items].sort(
    (a, b) => a.on.localeCompare(b.on) || slots.indexOf(a.slot) - slots.indexOf(b.slot),
  );
  const [only] = sorted;
  const content = sorted.length === 1 ? ofOne(only!, to, frame) : ofSeveral(sorted, to, frame);
  const entries = sorted.map(({ id, sequence, kind, on, slot, doctor, outlet }) => ({
    uid: id,
    sequence,
    cancelled: kind === 'cancelled',
    on,
    slot,
    summary: translate(to.language, 'alerts.mails.entry', { doctor: doctor.name, outlet: outlet.name }),
    location: placeOf(outlet),
  }));
  return {
    ...content,
    action: { label: 'alerts.mails.week', href: frame.address + frame.week },
    calendar: calendarFile(entries, frame.sender, to.email),
  };
}

type Content = Omit<Letter, 'action' | 'calendar'>;

function ofOne(item: Item, { language }: Recipient, frame: Frame): Content {
  const { kind, on, slot, doctor, outlet, former, reason } = item;
  const time = when(on, slot, language);
  const values = { doctor: doctor.name, outlet: outlet.name, when: time };
  return {
    subject: { key: `alerts.mails.${kind}.subject`, values },
    paragraphs: [{ key: `alerts.mails.${kind}.what`, values }],
    facts: [
      { label: 'alerts.mails.doctor', value: doctor.name },
      { label: 'alerts.mails.outlet', value: placeOf(outlet) },
      { label: 'alerts.mails.when', value: time },
      ...(former ? [{ label: 'alerts.mails.before', value: formerly(former, language) }] : []),
      ...(reason ? [{ label: 'alerts.mails.reason', value: reasonIn(language, reason) }] : []),
    ],
    choices: kind === 'cancelled' ? [] : choicesOf(frame),
  };
}

function ofSeveral(items: readonly Item[], { language }: Recipient, frame: Frame): Content {
  const say = (key: string, values = {}) => translate(language, key, values);
  const asked = items.some(({ kind }) => kind !== 'cancelled');
  return {
    subject: {
      key: 'alerts.mails.sessions.subject',
      values: { count: items.length, from: dayInWords(items[0]!.on, language) },
    },
    paragraphs: [
      { key: 'alerts.mails.sessions.what', values: { count: items.length } },
      ...(asked && frame.token ? [{ key: 'alerts.mails.sessions.answer' }] : []),
    ],
    facts: [],
    lines: items.map(({ id, kind, on, slot, doctor, outlet, former, reason }) => ({
      title: `${when(on, slot, language)} · ${frame.token ? placeOf(outlet) : `${doctor.name} · ${outlet.name}`}`,
      notes: [
        say(`alerts.mails.sessions.${kind}`),
        ...(former ? [`${say('alerts.mails.before')}: ${formerly(former, language)}`] : []),
        ...(reason ? [reasonIn(language, reason)] : []),
      ],
      links: kind === 'cancelled' ? [] : choicesOf(frame, id),
    })),
    choices: asked
      ? choicesOf(frame)
          .slice(0, 1)
          .map((all) => ({ ...all, label: 'alerts.mails.confirmAll' }))
      : [],
  };
}

/** Where one tap confirms, and where one declines. */
function choicesOf({ address, token }: Frame, session?: string): { label: string; href: string }[] {
  if (token === undefined) return [];
  const only = session === undefined ? '' : `&session=${session}`;
  const all = session === undefined ? 'confirm' : 'confirmThis';
  return [
    { label: `alerts.mails.${all}`, href: address + paths.answers(token, `?answer=confirmed${only}`) },
    { label: 'alerts.mails.decline', href: address + paths.answers(token, `?answer=declined${only}`) },
  ];
}

const placeOf = ({ name, address }: Place) => `${name}, ${address}`;

const formerly = ({ outlet, on, slot }: NonNullable<Item['former']>, language: Recipient['language']) =>
  `${outlet.name}, ${when(on, slot, language)}`;

/** Why a session was called off: an officer's own words, or the program's in the reader's language. */
export function reasonIn(language: Recipient['language'], reason: string): string {
  return reason.startsWith('roster.calledOff.') ? translate(language, reason) : reason;
}

/** A slot of a day in words. */
export function when(on: Day, slot: Slot, language: Recipient['language']): string {
  const { from, to } = slotTimes[slot];
  return `${dayInWords(on, language, 'weekday')} ${translate(language, `network.slots.${slot}`)} ${from}–${to}`;
}
