import { Injectable } from '@nestjs/common';
import { type Language, Settings } from '../config/settings.js';
import type { ActOf } from '../database/act.js';
import { Hears } from '../database/hears.js';
import type { Unit } from '../database/unit.js';
import type { Letter } from '../mail/letter.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from '../notices/recipients.js';
import { doctorToWaitFor } from '../sessions/domain/attendance.js';
import { type Duty, SessionsQueries } from '../sessions/sessions.queries.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import type { Outlet } from '../network/outlet.entity.js';
import type { Level } from '../triage/domain/level.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

interface Wait {
  readonly outlet: Pick<Outlet, 'id' | 'name' | 'telephone'>;
  /** Minutes. */
  readonly waited: number;
  readonly ageYears: number;
  readonly level: Level;
  readonly duty?: Pick<Duty, 'doctor' | 'presence'>;
}

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
    const wait = { outlet, waited, ageYears, duty, level: visit.level ?? 'doctor' };
    await this.notices.put(unit, act, to, ({ language }) => this.letter(wait, language), { urgent: true });
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { outlet, doctor } = invented;
    const wait = { outlet, waited: 75, ageYears: 81, level: 'urgent' } as const;
    const late = { ...wait, duty: { doctor: doctor.name, presence: 'late' } } as const;
    return [
      { name: 'wait', letter: ({ language }) => this.letter(late, language) },
      { name: 'wait-alone', letter: ({ language }) => this.letter(wait, language) },
    ];
  }

  private letter({ outlet, waited, ageYears, level, duty }: Wait, language: Language): Letter {
    const say = (key: string) => translate(language, key);
    const values = {
      outlet: outlet.name,
      minutes: waited,
      age: ageYears,
      level: say(`triage.levels.${level}`),
    };
    const doctor = duty
      ? `${duty.doctor}: ${say(`roster.attendance.states.${duty.presence}`)}`
      : say('consultations.waitMail.noDoctor');
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
  }
}
