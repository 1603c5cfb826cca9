import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { ActOf } from '../database/act.js';
import { Hears } from '../database/hears.js';
import type { Unit } from '../database/unit.js';
import type { Letter } from '../mail/letter.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from '../notices/recipients.js';
import { doctorToWaitFor } from '../sessions/domain/attendance.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';

/** Officers and outlet hear of who waits long. The mail names nobody. */
@Injectable()
export class WaitMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly sessions: SessionsQueries,
    private readonly settings: Settings,
  ) {}

  @Hears('visit.waits-long')
  async mail(act: ActOf<'visit.waits-long'>, unit: Unit): Promise<void> {
    const { visit, outlet, ageYears, waited } = act.carries;
    const to = await this.recipients.of(unit.manager, ['officers', 'outlet'], outlet);
    const duty = doctorToWaitFor(await this.sessions.today(outlet.id));
    await this.notices.put(
      unit,
      act,
      to,
      ({ language }): Letter => {
        const level = translate(language, `triage.levels.${visit.level ?? 'doctor'}`);
        const values = { outlet: outlet.name, minutes: waited, age: ageYears, level };
        const doctor = duty
          ? `${duty.doctor}: ${translate(language, `roster.attendance.states.${duty.presence}`)}`
          : translate(language, 'consultations.waitMail.noDoctor');
        return {
          subject: { key: 'consultations.waitMail.subject', values },
          paragraphs: [{ key: 'consultations.waitMail.what', values }],
          facts: [
            { label: 'consultations.waitMail.doctor', value: doctor },
            ...(outlet.telephone ? [{ label: 'alerts.mails.callOutlet', value: outlet.telephone }] : []),
          ],
          action: {
            label: 'consultations.waitMail.open',
            href: this.settings.PUBLIC_URL + paths.outletWeek(outlet.id),
          },
        };
      },
      { urgent: true },
    );
  }
}
