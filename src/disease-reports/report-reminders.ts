import { Injectable, Logger } from '@nestjs/common';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { type Language, Settings } from '../config/settings.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Outlet } from '../network/outlet.entity.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from '../notices/recipients.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import { DiseaseReport } from './disease-report.entity.js';
import type { Letter } from '../mail/letter.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

const atOnce = 100;

/** Tells outlet and officers of illnesses that nobody has reported, while there is time left. */
@Injectable()
export class ReportReminders {
  private readonly log = new Logger(ReportReminders.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly calendar: Calendar,
    private readonly settings: Settings,
  ) {}

  /** @returns of how many somebody was told */
  @Round({ name: 'disease-reports', everySeconds: 60 })
  async sweep(): Promise<number> {
    const due = await this.reader.of(DiseaseReport).find({
      select: { id: true },
      where: { sentAt: IsNull(), remindAt: LessThanOrEqual(this.calendar.now()) },
      take: atOnce,
    });
    return oneByOne(due, this.log, ({ id }) => this.units.run(theProgram, (unit) => this.remind(unit, id)));
  }

  private async remind(unit: Unit, id: string): Promise<void> {
    const still = { id, sentAt: IsNull(), remindAt: LessThanOrEqual(unit.at) };
    const report = await unit.manager.findOne(DiseaseReport, { where: still, lock: unit.lock });
    // Somebody may have reported it since it was found due.
    if (!report) return;
    await unit.manager.update(DiseaseReport, { id }, { remindAt: null });
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: report.outletId });
    const act = {
      name: 'disease-report.overdue',
      subject: { kind: 'disease-report', id },
      outletId: outlet.id,
    } as const;
    await unit.record(act);
    const to = await this.recipients.of(unit.manager, ['outlet', 'officers'], outlet);
    const letter = ({ language }: (typeof to)[number]) => this.letter(report, outlet.name, language);
    await this.notices.put(unit, act, to, letter, { urgent: true });
  }

  @GivesSamples()
  samples(): MailSample[] {
    const report = { illness: 'measles' as const, dueAt: this.calendar.now() };
    const { name: outlet } = invented.outlet;
    return [{ name: 'disease-report', letter: ({ language }) => this.letter(report, outlet, language) }];
  }

  private letter(
    { illness, dueAt }: Pick<DiseaseReport, 'illness' | 'dueAt'>,
    outlet: string,
    language: Language,
  ): Letter {
    const values = {
      illness: translate(language, `disease-reports.illnesses.${illness}`),
      outlet,
      due: this.calendar.inWords(dueAt, language),
    };
    return {
      subject: { key: 'disease-reports.mail.subject', values },
      paragraphs: [{ key: 'disease-reports.mail.what', values }],
      facts: [],
      action: {
        label: 'disease-reports.mail.open',
        href: this.settings.PUBLIC_URL + paths.diseaseReports(),
      },
    };
  }
}
