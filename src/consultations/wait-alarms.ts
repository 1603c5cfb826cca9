import { Injectable, Logger } from '@nestjs/common';
import { IsNull } from 'typeorm';
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
    return oneByOne(long, this.log, ({ id }) => this.units.run(theProgram, (unit) => this.tell(unit, id)));
  }

  private async tell(unit: Unit, id: string): Promise<void> {
    const visit = await unit.manager.findOne(Visit, { where: { id, waitToldAt: IsNull() }, lock: unit.lock });
    // A doctor may have seen them, or they may have gone, since they were found waiting.
    const waits = visit && !visit.leftAt && (!visit.seenAt || visit.outcome === 'online');
    if (!waits) return;
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
  }
}
