import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { mondayOf } from '../../config/domain/calendar.js';
import { Settings } from '../../config/settings.js';
import { HearsAll } from '../../database/hears.js';
import type { Act } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { type Doctor } from '../../doctors/doctor.entity.js';
import type { Outlet } from '../../network/outlet.entity.js';
import { Answers } from '../answers/answers.service.js';
import { isOfSession, type SessionAct } from '../changes/session-acts.js';
import type { AssignmentNews } from '../changes/session-change.js';
import { paths } from '../../web/paths.js';
import { Outbox, type Recipient } from '../../mail/outbox.js';
import { Recipients } from '../../notices/recipients.js';
import { type Item, sessionLetter } from './session-letter.js';
import { invented } from '../../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../../mail/samples/samples.js';

/** Whoever is affected by what an act did to sessions gets one mail with all of it, and with the calendar entries. */
@Injectable()
export class SessionMails {
  constructor(
    private readonly outbox: Outbox,
    private readonly recipients: Recipients,
    private readonly answers: Answers,
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  @HearsAll('done')
  async mail(acts: readonly Act[], unit: Unit): Promise<void> {
    const told = acts.filter(isOfSession);
    const doctors = new Map<string, { doctor: Doctor; act: SessionAct; items: Item[] }>();
    const outlets = new Map<string, { outlet: Outlet; act: SessionAct; items: Item[] }>();
    for (const act of told) {
      const news = act.carries;
      const item = itemOf(news);
      const { doctor, outlet, former } = news;
      add(doctors, doctor.id, { doctor, act }, item);
      add(outlets, outlet.id, { outlet, act }, item);
      // An outlet that the doctor no longer comes to has its entry taken out of the calendar.
      if (former && former.outlet.id !== outlet.id)
        add(outlets, former.outlet.id, { outlet: former.outlet, act }, leftBy(news, former));
    }
    for (const { doctor, act, items } of doctors.values())
      if (doctor.email)
        await this.outbox.put(unit, act, [{ email: doctor.email, language: doctor.language }], (to) =>
          this.letter(items, to, paths.doctorWeek(doctor.id, mondayOf(items[0]!.on)), {
            token: this.answers.tokenOf(doctor.id, unit.at),
          }),
        );
    for (const { to, act, items, week } of (await this.byAddress(unit, outlets.values())).values())
      await this.outbox.put(unit, act, [to], () => this.letter(items, to, week));
  }

  /** What each address is told for all the outlets that it stands for: one mailbox may be a whole chain's. */
  private async byAddress(
    unit: Unit,
    outlets: Iterable<{ outlet: Outlet; act: SessionAct; items: Item[] }>,
  ): Promise<Map<string, { to: Recipient; act: SessionAct; week: string; items: Item[] }>> {
    const letters = new Map<string, { to: Recipient; act: SessionAct; week: string; items: Item[] }>();
    for (const { outlet, act, items } of outlets) {
      const week = paths.outletWeek(outlet.id, mondayOf(items[0]!.on));
      for (const to of await this.recipients.ofOutlet(unit.manager, outlet))
        for (const item of items) add(letters, to.email.toLowerCase(), { to, act, week }, item);
    }
    // Who is told of both ends of a move has one entry that moves, and none that is taken out.
    for (const letter of letters.values()) {
      const standing = new Set(letter.items.filter(({ kind }) => kind !== 'cancelled').map(({ id }) => id));
      letter.items = letter.items.filter(({ id, kind }) => kind !== 'cancelled' || !standing.has(id));
    }
    return letters;
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { key: id, doctor, outlet, neighbour } = invented;
    const item = {
      id,
      sequence: 0,
      on: '2022-12-26',
      slot: 'morning',
      doctor,
      outlet,
      reason: null,
    } as const;
    const former = { outlet: neighbour, on: item.on, slot: item.slot };
    const assigned: Item = { ...item, kind: 'assigned' };
    const moved: Item = { ...item, kind: 'moved', slot: 'afternoon', former };
    const cancelled: Item = { ...item, kind: 'cancelled', reason: 'roster.calledOff.closed' };
    const sample = (name: string, items: Item[], asks?: { token: string }): MailSample => ({
      name,
      letter: (to) => this.letter(items, to, paths.doctorWeek(doctor.id, mondayOf(item.on)), asks),
    });
    return [
      sample('session-assigned', [assigned], { token: 'TOKEN' }),
      sample('session-moved', [moved], { token: 'TOKEN' }),
      sample('session-cancelled', [cancelled], { token: 'TOKEN' }),
      sample('sessions', [assigned, moved, cancelled], { token: 'TOKEN' }),
      sample('sessions-of-outlet', [assigned, moved]),
    ];
  }

  private letter(items: readonly Item[], to: Recipient, week: string, asks?: { token: string }) {
    const { PUBLIC_URL: address, MAIL_FROM: organizer } = this.settings;
    const sender = { zone: this.calendar.zone, stamp: this.calendar.now(), organizer };
    return sessionLetter(items, to, { address, week, sender, token: asks?.token });
  }
}

function itemOf(news: AssignmentNews): Item {
  const { assignment, doctor, outlet, former } = news;
  const { id, sequence, on, slot, cancelReason } = assignment;
  const kind = assignment.cancelledAt ? 'cancelled' : former ? 'moved' : 'assigned';
  return { id, sequence, kind, on, slot, doctor, outlet, former, reason: cancelReason };
}

function leftBy(news: AssignmentNews, former: NonNullable<AssignmentNews['former']>): Item {
  return { ...itemOf(news), kind: 'cancelled', ...former, former: undefined, reason: null };
}

function add<T extends object>(
  groups: Map<string, T & { items: Item[] }>,
  key: string,
  whose: T,
  item: Item,
) {
  const group = groups.get(key);
  if (group) group.items.push(item);
  else groups.set(key, { ...whose, items: [item] });
}
