import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays } from '../config/domain/calendar.js';
import { insertMany } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlets } from '../network/outlets.service.js';
import { heldPatient } from '../patients/held-patient.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import { Movement } from '../stock/ledger/movement.entity.js';
import { AlreadyHandedOut, PrescriptionLapsed, RecalledMeanwhile } from './domain/refusals.js';
import type { GivenMedicine } from './findings.js';
import { Prescription, type PrescriptionState } from './prescription.entity.js';
import { Revisions } from './revisions.js';
import { toldOf } from './told-columns.js';
import { Visit, VisitMedicine } from './visit.entity.js';

/** What visiting doctors prescribe from an outlet's shelf, until the counter has handed it out or put it back. */
@Injectable()
export class Prescriptions {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly revisions: Revisions,
    private readonly calendar: Calendar,
  ) {}

  /** Notes what a doctor added to the medicines of a visit, part of their unit of work. */
  async note(
    unit: Unit,
    { id: visitId, outletId }: Visit,
    before: readonly VisitMedicine[],
    after: readonly GivenMedicine[],
    actor: Acting,
  ): Promise<void> {
    const had = new Map(before.map(({ medicineId, quantity }) => [medicineId, quantity]));
    const added = after
      .map(({ medicineId, quantity }) => ({ medicineId, quantity: quantity - (had.get(medicineId) ?? 0) }))
      .filter(({ quantity }) => quantity > 0);
    const rows = added.map((one) => ({
      id: unit.newKey(),
      visitId,
      outletId,
      ...one,
      state: 'prescribed' as const,
      prescribedAt: unit.at,
      prescribedBy: actor.id,
    }));
    await insertMany(unit, Prescription, rows);
  }

  /**
   * Takes from the counter's list what a visit gives less of than before, the newest first, part of the unit of work of
   * whoever changed it: what was handed out stays so.
   */
  async trim(
    unit: Unit,
    { id: visitId }: Visit,
    before: readonly VisitMedicine[],
    after: readonly GivenMedicine[],
    actor: Acting,
  ): Promise<void> {
    const now = new Map(after.map(({ medicineId, quantity }) => [medicineId, quantity]));
    const less = new Map(
      before.map(({ medicineId, quantity }) => [medicineId, quantity - (now.get(medicineId) ?? 0)]),
    );
    const where = { visitId, state: 'prescribed' as const };
    const open = await unit.manager.find(Prescription, {
      where,
      order: { prescribedAt: 'DESC', id: 'DESC' },
    });
    for (const { id, medicineId, quantity } of open) {
      const taken = Math.min(quantity, Math.max(0, less.get(medicineId) ?? 0));
      if (taken === 0) continue;
      less.set(medicineId, less.get(medicineId)! - taken);
      const settled = { state: 'not-taken' as const, settledAt: unit.at, settledBy: actor.id };
      await unit.manager.update(
        Prescription,
        { id },
        taken === quantity ? settled : { quantity: quantity - taken },
      );
    }
  }

  /**
   * The counter has handed it out, the same day or the next.
   * @throws NotFound @throws AlreadyHandedOut @throws PrescriptionLapsed
   * @throws RecalledMeanwhile where a lot that was set aside was recalled or has expired
   */
  async handOut(outletId: string, id: string, actor: Acting): Promise<void> {
    await this.settle(outletId, id, 'handed-out', actor, (unit, one) => this.assertGood(unit, one));
  }

  /** The patient does not take it: it goes back to the shelf. @throws NotFound @throws AlreadyHandedOut */
  async putBack(outletId: string, id: string, actor: Acting): Promise<void> {
    await this.settle(outletId, id, 'not-taken', actor, (unit, one) => this.takeBack(unit, one, actor));
  }

  private async settle(
    outletId: string,
    id: string,
    state: Exclude<PrescriptionState, 'prescribed'>,
    actor: Acting,
    also: (unit: Unit, one: Prescription) => Promise<void>,
  ): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const one = await unit.manager.findOneBy(Prescription, { id, outletId });
      if (!one) throw new NotFound();
      // Held first, as by whoever corrects the visit: what is set aside changes for only one of the two.
      await unit.manager.findOneOrFail(Visit, { where: { id: one.visitId }, lock: unit.lock });
      const settled = { state, settledAt: unit.at, settledBy: actor.id };
      const saved = await unit.manager.update(Prescription, { id, state: 'prescribed' }, settled);
      if (saved.affected !== 1) throw new AlreadyHandedOut();
      await also(unit, one);
      await unit.record({
        name: `prescription.${state}`,
        subject: { kind: 'visit', id: one.visitId },
        outletId,
        after: { medicineId: one.medicineId, quantity: one.quantity },
      });
    });
  }

  private async assertGood(unit: Unit, { visitId, medicineId, prescribedAt }: Prescription): Promise<void> {
    const today = this.calendar.dayOf(unit.at);
    if (this.calendar.dayOf(prescribedAt) < addDays(today, -1)) throw new PrescriptionLapsed();
    const taken = await unit.manager.findBy(Movement, { visitId, medicineId, kind: 'dispense' });
    const lots = await unit.manager.findBy(Lot, { id: In(taken.map(({ lotId }) => lotId)) });
    if (lots.some(({ recallId, expiresOn }) => recallId !== null || expiresOn < today))
      throw new RecalledMeanwhile();
  }

  private async takeBack(unit: Unit, one: Prescription, actor: Acting): Promise<void> {
    const { visitId, medicineId, quantity } = one;
    const before = await unit.manager.findOneOrFail(Visit, { where: { id: visitId }, lock: unit.lock });
    const medicines = await unit.manager.findBy(VisitMedicine, { visitId });
    const left = medicines.flatMap((given) => {
      const rest = given.quantity - (given.medicineId === medicineId ? quantity : 0);
      return rest > 0 ? [asGiven({ ...given, quantity: rest })] : [];
    });
    await this.revisions.save(
      unit,
      {
        before,
        after: { ...before, version: before.version + 1 },
        medicines,
        given: { findings: { medicines: left }, checked: await this.revisions.known(unit, left, before) },
        patient: await heldPatient(unit, before.patientId),
        place: await this.outlets.findIn(unit, before.outletId, actor.reach),
        reason: 'visits.because.notTaken',
      },
      actor,
    );
  }
}

const asGiven = (given: VisitMedicine): GivenMedicine => ({
  medicineId: given.medicineId,
  quantity: given.quantity,
  directions: given.directions ?? undefined,
  dose: toldOf(given),
});
