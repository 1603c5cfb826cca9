import { Injectable } from '@nestjs/common';
import { insertMany } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlets } from '../network/outlets.service.js';
import { heldPatient } from '../patients/held-patient.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { AlreadyHandedOut } from './domain/refusals.js';
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

  /** The counter has handed it out. @throws NotFound @throws AlreadyHandedOut */
  async handOut(outletId: string, id: string, actor: Acting): Promise<void> {
    await this.settle(outletId, id, 'handed-out', actor);
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
    also?: (unit: Unit, one: Prescription) => Promise<void>,
  ): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const one = await unit.manager.findOneBy(Prescription, { id, outletId });
      if (!one) throw new NotFound();
      await also?.(unit, one);
      const settled = { state, settledAt: unit.at, settledBy: actor.id };
      const saved = await unit.manager.update(Prescription, { id, state: 'prescribed' }, settled);
      if (saved.affected !== 1) throw new AlreadyHandedOut();
      await unit.record({
        name: `prescription.${state}`,
        subject: { kind: 'visit', id: one.visitId },
        outletId,
        after: { medicineId: one.medicineId, quantity: one.quantity },
      });
    });
  }

  private async takeBack(unit: Unit, one: Prescription, actor: Acting): Promise<void> {
    const { visitId, medicineId, quantity } = one;
    if (one.state !== 'prescribed') throw new AlreadyHandedOut();
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
        reason: 'prescription.not-taken',
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
