import { Injectable, Logger } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { ageInYears, minutesBetween } from '../config/domain/calendar.js';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { Settings } from '../config/settings.js';
import { theProgram } from '../database/act.js';
import type { Unit } from '../database/unit.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlet } from '../network/outlet.entity.js';
import { Patient } from '../patients/patient.entity.js';
import { QueueQueries } from '../visits/queue.queries.js';
import { Visit } from '../visits/visit.entity.js';
import { alarmAfter } from './domain/wait-alarm.js';

/** Who waits, and for how long. */
export interface LongWait {
  readonly visit: Visit;
  readonly outlet: Outlet;
  readonly ageYears: number;
  /** Minutes. */
  readonly waited: number;
}

/** Tells the officers, once, of each patient who waits for a doctor longer than the bureau lets anybody wait. */
@Injectable()
export class WaitAlarms {
  private readonly log = new Logger(WaitAlarms.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly queue: QueueQueries,
    private readonly calendar: Calendar,
    private readonly settings: Settings,
  ) {}

  /** @returns of how many somebody was told */
  @Round({ name: 'waits', everySeconds: 20 })
  async sweep(): Promise<number> {
    const now = this.calendar.now();
    const long = (await this.queue.untold()).filter(
      ({ at, level }) => minutesBetween(at, now) >= alarmAfter(level, this.settings.WAIT_ALARM),
    );
    let told = 0;
    await oneByOne(long, this.log, async ({ id }) => {
      if (await this.units.run(theProgram, (unit) => this.tell(unit, id))) told++;
    });
    return told;
  }

  /** Whether somebody still waits: here, online, or on the way next door. */
  private async waits(unit: Unit, visit: Visit): Promise<boolean> {
    const { patientId, sentToId, leftAt, disposition, outcome, seenAt } = visit;
    if (sentToId && leftAt)
      return !(await unit.manager.existsBy(Visit, { patientId, outletId: sentToId, at: MoreThan(leftAt) }));
    const isSentToDoctor = disposition === 'doctor' || disposition === 'online';
    return !leftAt && isSentToDoctor && (!seenAt || outcome === 'online');
  }

  /** @returns whether they wait still, so that somebody was told */
  private async tell(unit: Unit, id: string): Promise<boolean> {
    const visit = await unit.manager.findOne(Visit, { where: { id, waitToldAt: IsNull() }, lock: unit.lock });
    // A doctor may have seen them, or they may have gone, since they were found waiting.
    if (!visit || !(await this.waits(unit, visit))) return false;
    await unit.manager.update(Visit, { id }, { waitToldAt: unit.at });
    const [outlet, patient] = [
      await unit.manager.findOneByOrFail(Outlet, { id: visit.outletId }),
      await unit.manager.findOneByOrFail(Patient, { id: visit.patientId }),
    ];
    const waited = minutesBetween(visit.at, unit.at);
    await unit.record({
      name: 'visit.waits-long',
      subject: { kind: 'visit', id },
      outletId: outlet.id,
      after: { waited },
      carries: { visit, outlet, waited, ageYears: ageInYears(patient.bornOn, visit.on) },
    });
    return true;
  }
}
