import { Injectable } from '@nestjs/common';
import { mondayOf } from '../../config/domain/calendar.js';
import { Settings } from '../../config/settings.js';
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

/** What each act is called in the mail. */
const kinds = { 'session.declined': 'declined', 'session.late': 'late', 'session.absent': 'absent' } as const;

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
    await this.notices.put(unit, act, officers, ({ language }): Letter => {
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
          href:
            this.settings.PUBLIC_URL + paths.doctorAbsence(doctor.id, `?from=${on}&to=${on}&slots=${slot}`),
        },
      };
    });
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
    const values = { name, count: news.length };
    await this.notices.put(unit, act, officers, ({ language }): Letter => ({
      subject: { key: `alerts.mails.lost.${because}.subject`, values },
      paragraphs: [{ key: `alerts.mails.lost.${because}.what`, values }],
      facts: [],
      lines: sorted.map(({ assignment, outlet, doctor }) => ({
        title: `${when(assignment.on, assignment.slot, language)} · ${outlet.name} · ${doctor.name}`,
        notes: [reasonIn(language, assignment.cancelReason ?? '')],
        links: [],
      })),
      action: {
        label: 'alerts.mails.board',
        href: this.settings.PUBLIC_URL + paths.roster(`?week=${mondayOf(sorted[0]!.assignment.on)}`),
      },
    }));
  }
}
