import { Injectable } from '@nestjs/common';
import { mondayOf } from '../../config/domain/calendar.js';
import { type Language, Settings } from '../../config/settings.js';
import { Hears } from '../../database/hears.js';
import type { ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { slots } from '../../network/domain/opening-hours.js';
import { paths } from '../../web/paths.js';
import type { Letter } from '../../mail/letter.js';
import type { Recipient } from '../../mail/outbox.js';
import { Notices } from '../../notices/notices.service.js';
import { Recipients } from '../../notices/recipients.js';
import { reasonIn, when } from './session-letter.js';
import type { Doctor } from '../../doctors/doctor.entity.js';
import type { Outlet } from '../../network/outlet.entity.js';
import type { Assignment } from '../session.entity.js';
import { invented } from '../../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../../mail/samples/samples.js';

/** What each act is called in the mail. */
const kinds = { 'session.declined': 'declined', 'session.late': 'late', 'session.absent': 'absent' } as const;

interface Session extends Pick<Assignment, 'on' | 'slot'> {
  readonly doctor: Pick<Doctor, 'id' | 'name' | 'telephone'>;
  readonly outlet: Pick<Outlet, 'name' | 'address' | 'telephone'>;
}

/** Officers hear at once of a session without its doctor: declined, late, absent, or lost. */
@Injectable()
export class OfficerMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears('session.declined', 'session.late', 'session.absent')
  async ofOne(act: ActOf<keyof typeof kinds>, unit: Unit): Promise<void> {
    const kind = kinds[act.name];
    const { assignment, doctor, outlet } = act.carries;
    const { on, slot } = assignment;
    const officers = await this.recipients.officersOf(unit.manager, outlet);
    await this.notices.put(unit, act, officers, ({ language }) =>
      this.letterOfOne(kind, { on, slot, doctor, outlet }, language),
    );
  }

  @Hears('sessions.lost')
  async ofLost(act: ActOf<'sessions.lost'>, unit: Unit): Promise<void> {
    const { because, name, news } = act.carries;
    const sorted = [...news].sort(
      (a, b) =>
        a.assignment.on.localeCompare(b.assignment.on) ||
        slots.indexOf(a.assignment.slot) - slots.indexOf(b.assignment.slot),
    );
    const officers: Recipient[] = [];
    for (const { outlet } of news) officers.push(...(await this.recipients.officersOf(unit.manager, outlet)));
    const lost = sorted.map(({ assignment, outlet, doctor }) => ({ ...assignment, outlet, doctor }));
    await this.notices.put(unit, act, officers, ({ language }) =>
      this.letterOfLost(because, name, lost, language),
    );
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { doctor, outlet } = invented;
    const session = { on: '2022-12-26', slot: 'morning', doctor, outlet } as const;
    const lost = [{ ...session, cancelReason: 'roster.calledOff.closed' }];
    return [
      ...Object.values(kinds).map((kind) => ({
        name: `session-${kind}`,
        letter: ({ language }: Recipient) => this.letterOfOne(kind, session, language),
      })),
      ...[['doctor', doctor] as const, ['outlet', outlet] as const].map(([because, { name }]) => ({
        name: `lost-${because}`,
        letter: ({ language }: Recipient) => this.letterOfLost(because, name, lost, language),
      })),
    ];
  }

  private letterOfOne(kind: string, { on, slot, doctor, outlet }: Session, language: Language): Letter {
    const values = { doctor: doctor.name, outlet: outlet.name, when: when(on, slot, language) };
    const call = (label: string, number: string | null) => (number ? [{ label, value: number }] : []);
    return {
      subject: { key: `alerts.mails.${kind}.subject`, values },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values }],
      facts: [
        { label: 'alerts.mails.outlet', value: `${outlet.name}, ${outlet.address}` },
        { label: 'alerts.mails.when', value: values.when },
        ...call('alerts.mails.callDoctor', doctor.telephone),
        ...call('alerts.mails.callOutlet', outlet.telephone),
      ],
      action: {
        label: 'alerts.mails.replace',
        href: this.settings.PUBLIC_URL + paths.doctorAbsence(doctor.id, `?from=${on}&to=${on}&slots=${slot}`),
      },
    };
  }

  private letterOfLost(
    because: string,
    name: string,
    lost: readonly (Session & Pick<Assignment, 'cancelReason'>)[],
    language: Language,
  ): Letter {
    const values = { name, count: lost.length };
    return {
      subject: { key: `alerts.mails.lost.${because}.subject`, values },
      paragraphs: [{ key: `alerts.mails.lost.${because}.what`, values }],
      facts: [],
      lines: lost.map(({ on, slot, outlet, doctor, cancelReason }) => ({
        title: `${when(on, slot, language)} · ${outlet.name} · ${doctor.name}`,
        notes: [reasonIn(language, cancelReason ?? '')],
        links: [],
      })),
      action: {
        label: 'alerts.mails.board',
        href: this.settings.PUBLIC_URL + paths.roster(`?week=${mondayOf(lost[0]!.on)}`),
      },
    };
  }
}
