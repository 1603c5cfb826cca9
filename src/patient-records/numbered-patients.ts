import { Injectable } from '@nestjs/common';
import type { ActOf } from '../database/act.js';
import { Hears } from '../database/hears.js';
import type { Unit } from '../database/unit.js';
import { Visit } from '../visits/visit.entity.js';
import { RecordChanges } from './record-changes.js';
import { ownNumber } from './sale-names.js';

/** Whoever bought under a passport and is known by an identity number from now on had what they had. */
@Injectable()
export class NumberedPatients {
  constructor(private readonly changes: RecordChanges) {}

  @Hears('patient.changed')
  async follow({ carries: { before, after } }: ActOf<'patient.changed'>, unit: Unit): Promise<void> {
    if (ownNumber(before) === ownNumber(after)) return;
    const visits = await unit.manager.find(Visit, {
      where: { patientId: after.id },
      select: { id: true },
    });
    const ids = visits.map(({ id }) => id);
    await this.changes.rename(unit, ids, before, after);
  }
}
