import { Injectable, Logger } from '@nestjs/common';
import { Between } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { Settings } from '../config/settings.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Capacity } from '../facilities/capacity.entity.js';
import { staleAfterMs } from '../facilities/domain/capacity.js';
import { Facility } from '../facilities/facility.entity.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from '../notices/recipients.js';
import { paths } from '../web/paths.js';
import type { Letter } from '../mail/letter.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

/** A report is asked for so long before the last one is too old: figures that age are room that nobody finds. */
const askBeforeMs = 3600_000;
const atOnce = 100;

/** Asks facilities by mail for their figures before those they told grow old. */
@Injectable()
export class CapacityReminders {
  private readonly log = new Logger(CapacityReminders.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly calendar: Calendar,
    private readonly settings: Settings,
  ) {}

  /** @returns how many facilities were asked */
  @Round({ name: 'capacity-reminders', everySeconds: 60 })
  async sweep(): Promise<number> {
    const due = await this.reader.of(Capacity).find({
      select: { facilityId: true },
      where: { reminded: false, reportedAt: this.ageing(this.calendar.now()) },
      take: atOnce,
    });
    return oneByOne(due, this.log, ({ facilityId }) =>
      this.units.run(theProgram, (unit) => this.remind(unit, facilityId)),
    );
  }

  private async remind(unit: Unit, facilityId: string): Promise<void> {
    // Somebody may have reported since it was found due.
    const still = { facilityId, reminded: false, reportedAt: this.ageing(unit.at) };
    if (!(await unit.manager.findOne(Capacity, { where: still, lock: unit.lock }))) return;
    await unit.manager.update(Capacity, { facilityId }, { reminded: true });
    const facility = await unit.manager.findOneByOrFail(Facility, { id: facilityId });
    const staff = await this.recipients.ofFacility(unit.manager, facilityId);
    if (staff.length === 0) return;
    const act = { name: 'capacity.asked-for', subject: { kind: 'facility', id: facilityId } } as const;
    await unit.record(act);
    await this.notices.put(unit, act, staff, () => this.letter(facility));
  }

  @GivesSamples()
  samples(): MailSample[] {
    const facility = { id: invented.key, name: invented.facility };
    return [{ name: 'capacity', letter: () => this.letter(facility) }];
  }

  private letter({ id, name: facility }: Pick<Facility, 'id' | 'name'>): Letter {
    return {
      subject: { key: 'alerts.mails.capacity.subject', values: { facility } },
      paragraphs: [{ key: 'alerts.mails.capacity.what', values: { facility } }],
      facts: [],
      action: {
        label: 'alerts.mails.capacity.report',
        href: this.settings.PUBLIC_URL + paths.facilityCapacity(id),
      },
    };
  }

  private ageing(now: Date) {
    const ago = (ms: number) => new Date(now.getTime() - ms);
    return Between(ago(staleAfterMs), ago(staleAfterMs - askBeforeMs));
  }
}
