import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { type Day, mondayOf } from '../config/domain/calendar.js';
import { Settings } from '../config/settings.js';
import { ActListeners } from '../database/act-listeners.js';
import type { Act } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { type Slot, slotTimes } from '../network/domain/opening-hours.js';
import type { Outlet } from '../network/outlet.entity.js';
import type { AssignmentNews } from '../roster/roster.service.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import { calendarFile } from './calendar-file.js';
import type { Letter } from './letter.js';
import { Outbox, type Recipient } from './outbox.js';
import { Recipients } from './recipients.js';

type Kind = 'assigned' | 'moved' | 'cancelled';

/** On an assignment, its move or its cancellation, doctor and outlet get a mail with the calendar entry. */
@Injectable()
export class SessionMails implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly outbox: Outbox,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.listeners.on('session.assigned', (act, unit) => this.mail(act, unit, 'assigned'));
    this.listeners.on('session.moved', (act, unit) => this.mail(act, unit, 'moved'));
    this.listeners.on('session.cancelled', (act, unit) => this.mail(act, unit, 'cancelled'));
  }

  private async mail(act: Act, unit: Unit, kind: Kind): Promise<void> {
    const news = act.carries as AssignmentNews;
    const { doctor, outlet, former } = news;
    const ofDoctor = doctor.email ? [{ email: doctor.email, language: doctor.language }] : [];
    const ofOutlet = await this.recipients.ofOutlet(unit.manager, outlet);
    await this.outbox.put(unit, act, [...ofDoctor, ...ofOutlet], (to) => this.letter(kind, news, to));
    // An outlet that the doctor no longer comes to has its entry taken out of the calendar.
    if (former && former.outlet.id !== outlet.id) {
      const left = {
        ...news,
        outlet: former.outlet,
        assignment: { ...news.assignment, on: former.on, slot: former.slot },
      };
      const ofFormer = await this.recipients.ofOutlet(unit.manager, former.outlet);
      await this.outbox.put(unit, act, ofFormer, (to) => this.letter('cancelled', left, to));
    }
  }

  private letter(kind: Kind, { assignment, doctor, outlet, former }: AssignmentNews, to: Recipient): Letter {
    const { language } = to;
    const time = when(assignment.on, assignment.slot, language);
    const values = { doctor: doctor.name, outlet: outlet.name, when: time };
    const reason = kind === 'cancelled' ? assignment.cancelReason : null;
    return {
      subject: { key: `alerts.mails.${kind}.subject`, values },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values }],
      facts: [
        { label: 'alerts.mails.doctor', value: doctor.name },
        { label: 'alerts.mails.outlet', value: `${outlet.name}, ${outlet.address}` },
        { label: 'alerts.mails.when', value: time },
        ...(former && kind === 'moved'
          ? [
              {
                label: 'alerts.mails.before',
                value: `${former.outlet.name}, ${when(former.on, former.slot, language)}`,
              },
            ]
          : []),
        ...(reason ? [{ label: 'alerts.mails.reason', value: reason }] : []),
      ],
      action: {
        label: 'alerts.mails.week',
        href: this.settings.PUBLIC_URL + this.weekOf(outlet, assignment.on),
      },
      calendar: calendarFile({
        uid: assignment.id,
        sequence: assignment.sequence,
        cancelled: kind === 'cancelled',
        on: assignment.on,
        slot: assignment.slot,
        zone: this.calendar.zone,
        stamp: this.calendar.now(),
        summary: translate(language, 'alerts.mails.entry', values),
        location: `${outlet.name}, ${outlet.address}`,
        organizer: this.settings.MAIL_FROM,
        attendee: to.email,
      }),
    };
  }

  private weekOf(outlet: Outlet, on: Day): string {
    return paths.outletWeek(outlet.id, mondayOf(on));
  }
}

function when(on: Day, slot: Slot, language: Recipient['language']): string {
  const { from, to } = slotTimes[slot];
  return `${on} ${translate(language, `network.slots.${slot}`)} ${from}–${to}`;
}
