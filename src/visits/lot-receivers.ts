import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import { Patient } from '../patients/patient.entity.js';
import type { Reach } from '../staff/actor.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import { Movement } from '../stock/ledger/movement.entity.js';
import type { Receiver, Receivers } from '../stock/recalls/receivers.js';
import { Visit } from './visit.entity.js';

/** Tells a recall which patients received some of its lots. */
@Injectable()
export class LotReceivers implements Receivers {
  constructor(private readonly reader: Reader) {}

  async receivedOf(recallId: string, reach: Reach, skip: number, take: number): Promise<Receiver[]> {
    const handedOut = this.reader
      .of(Movement)
      .createQueryBuilder('movement')
      .innerJoin(Lot, 'lot', 'lot.id = movement.lot_id')
      .innerJoin(Outlet, 'outlet', 'outlet.id = movement.outlet_id')
      .innerJoin(Visit, 'visit', 'visit.id = movement.visit_id')
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .where('lot.recall_id = :recallId', { recallId });
    const rows = await withinReach(handedOut, reach)
      .select('visit.id', 'visitId')
      .addSelect('visit.on', 'on')
      .addSelect('outlet.id', 'outletId')
      .addSelect('outlet.name', 'outlet')
      .addSelect('patient.id', 'patientId')
      .addSelect('patient.name', 'name')
      .addSelect('patient.telephone', 'telephone')
      .addSelect('-SUM(movement.quantity)', 'units')
      .groupBy('visit.id')
      .addGroupBy('outlet.id')
      .addGroupBy('patient.id')
      .having('SUM(movement.quantity) < 0')
      .orderBy('visit.at', 'DESC')
      .addOrderBy('visit.id')
      .offset(skip)
      .limit(take)
      .getRawMany<Receiver & { units: string }>();
    return rows.map((row) => ({ ...row, units: Number(row.units) }));
  }
}
