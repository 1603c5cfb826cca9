import { Injectable } from '@nestjs/common';
import type { Unit } from '../database/unit.js';
import { Medicines } from '../medicines/medicines.service.js';
import type { Outlet } from '../network/outlet.entity.js';
import type { Patient } from '../patients/patient.entity.js';
import type { Acting } from '../staff/actor.js';
import { Aftercare } from './aftercare.js';
import { count } from './day-figures.js';
import { CorrectedMeanwhile } from './domain/refusals.js';
import type { Findings, GivenMedicine } from './findings.js';
import { type Checked, Giving } from './giving.js';
import { Visit, type VisitMedicine, VisitVersion } from './visit.entity.js';

/** A visit as it was and as it is to be. */
interface Revision {
  readonly before: Visit;
  /** With the next version's number. */
  readonly after: Visit;
  /** What it gave before. */
  readonly medicines: readonly VisitMedicine[];
  /** What it gives now, checked against harm; undefined where that stays. */
  readonly given?: { readonly findings: Pick<Findings, 'medicines'>; readonly checked: Checked };
  readonly patient: Patient;
  readonly place: Outlet;
  readonly reason: string;
}

/** Puts a visit in the place of what it was: the former version is kept, and all that hangs on it follows. */
@Injectable()
export class Revisions {
  constructor(
    private readonly giving: Giving,
    private readonly aftercare: Aftercare,
    private readonly catalogue: Medicines,
  ) {}

  /** Medicines that were checked when they were given, for what only takes some of them back. */
  async known(unit: Unit, medicines: readonly GivenMedicine[], { overridden }: Visit): Promise<Checked> {
    const ids = medicines.map(({ medicineId }) => medicineId);
    return { medicines: await this.catalogue.findIn(unit, ids), overridden };
  }

  /** @throws CorrectedMeanwhile if it is no longer the version that was read */
  async save(unit: Unit, revision: Revision, actor: Acting): Promise<void> {
    const { before, after, medicines, given, patient, place, reason } = revision;
    const { id: visitId } = before;
    const version = after.version - 1;
    const saved = await unit.manager.update(Visit, { id: visitId, version }, after);
    if (saved.affected !== 1) throw new CorrectedMeanwhile();
    const was = { ...before, medicines };
    const why = { reason, correctedAt: unit.at, correctedBy: actor.id };
    await unit.manager.insert(VisitVersion, { visitId, version, was, ...why });
    if (given) {
      const to = { patient, place };
      await this.giving.change(unit, before, medicines, given.findings, given.checked, to);
    }
    count(unit, before, -1);
    count(unit, after, 1);
    await this.aftercare.change(unit, before, after, patient);
  }
}
