import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { theProgram } from '../../database/act.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { NotFound } from '../../web/refusals.js';
import { Alert } from '../alert.entity.js';
import { Alerts } from '../alerts.service.js';
import { AlertOver, LinkExpired } from '../domain/refusals.js';
import { Mail } from '../../mail/mail.entity.js';
import { AcknowledgementLinks } from '../../notices/acknowledgement-links.js';
import { Notice } from '../../notices/notice.entity.js';

/** A link works for a week. */
const worksMs = 7 * 24 * 3600_000;

/** An alert that a mail told of, and whether the mail's reader can still say that they see to it. */
export interface ToldAlert {
  readonly alert: Alert;
  readonly open: boolean;
}

/**
 * Answers to alerts by the links of a mail, without signing in. A link speaks of what that mail told its reader: what was
 * told anew since, for it got worse, it acknowledges no more; and what is acknowledged once is not acknowledged again.
 */
@Injectable()
export class Acknowledgements {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly alerts: Alerts,
    private readonly links: AcknowledgementLinks,
    private readonly calendar: Calendar,
  ) {}

  /** What the mail told of. @throws NotFound for a link that we did not make @throws LinkExpired */
  async asked(token: string): Promise<ToldAlert[]> {
    return (await this.read(token, this.reader.manager, this.calendar.now())).told;
  }

  /**
   * Says that the mail's reader sees to one alert, or to all that are open still.
   * @returns how many
   * @throws NotFound @throws LinkExpired @throws AlertOver when nothing is left to acknowledge
   */
  async acknowledge(token: string, alertId?: string): Promise<number> {
    return this.units.run(theProgram, async (unit) => {
      const { told, reader } = await this.read(token, unit.manager, unit.at);
      const meant = told.filter(({ alert, open }) => open && (alertId === undefined || alert.id === alertId));
      let answered = 0;
      for (const { alert } of meant) if (await this.alerts.noteAnswer(unit, alert, reader)) answered += 1;
      if (answered === 0) throw new AlertOver();
      return answered;
    });
  }

  private async read(
    token: string,
    manager: Reader['manager'],
    now: Date,
  ): Promise<{ told: ToldAlert[]; reader: string }> {
    const mail = await manager.findOneBy(Mail, { id: this.links.mailOf(token) });
    const member = mail && (await manager.findOneBy(StaffMember, { email: mail.recipient.toLowerCase() }));
    if (!mail || member?.disabledAt) throw new NotFound();
    if (now.getTime() - mail.writtenAt.getTime() > worksMs) throw new LinkExpired();
    const notices = await manager.findBy(Notice, { mailId: mail.id });
    const ids = notices.flatMap(({ alertId }) => alertId ?? []);
    const alerts = ids.length === 0 ? [] : await manager.findBy(Alert, { id: In(ids) });
    const told = alerts
      .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
      .map((alert) => {
        const notice = notices.find((one) => one.alertId === alert.id)!;
        return { alert, open: isOpen(alert, notice) };
      });
    return { told, reader: member?.name ?? mail.recipient };
  }
}

/** Whether an alert waits for an answer, and has not been told anew since this notice of it was written. */
const isOpen = ({ closedAt, acknowledgedAt, changedAt }: Alert, { writtenAt }: Notice): boolean =>
  closedAt === null && acknowledgedAt === null && changedAt <= writtenAt;
