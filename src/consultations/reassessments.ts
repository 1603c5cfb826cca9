import { Injectable } from '@nestjs/common';
import type { Unit } from '../database/unit.js';
import type { Patient } from '../patients/patient.entity.js';
import type { Role } from '../staff/domain/roles.js';
import type { Assessment } from '../triage/domain/assess.js';
import type { Level } from '../triage/domain/level.js';
import { findingColumns, type Findings } from '../visits/findings.js';
import { type Checked, Giving } from '../visits/giving.js';
import { assessed } from '../visits/judgement.js';
import { Moments } from '../visits/moments.js';
import { sameRisk } from '../visits/same-risk.js';
import { type Visit, VisitMedicine } from '../visits/visit.entity.js';

/** What a doctor found and gives, and what the rules say of it. */
export interface Reassessed {
  readonly findings: Findings;
  readonly assessment: Assessment;
  /** The level that stands by it, and by what staff had made of the level before. */
  readonly standing: Level;
  readonly medicines: readonly VisitMedicine[];
  /** The medicines, checked against harm; undefined where nothing changed by which they may harm. */
  readonly checked?: Checked;
}

/** What the visiting doctor measures, asks and prescribes, by the counter's own rules. */
@Injectable()
export class Reassessments {
  constructor(
    private readonly giving: Giving,
    private readonly moments: Moments,
  ) {}

  /**
   * @returns undefined where the doctor changed nothing of what the counter had found and given
   * @throws UnlikelyFigure @throws UnsafeMedicine @throws OverrideReasonMissing
   */
  async of(
    unit: Unit,
    before: Visit,
    findings: Findings,
    patient: Patient,
    role: Role | undefined,
  ): Promise<Reassessed | undefined> {
    const medicines = await unit.manager.findBy(VisitMedicine, { visitId: before.id });
    const isSame = sameFindings(before, findings);
    const isSafe = sameRisk(before, medicines, findings);
    if (isSame && isSafe) return undefined;
    const { on, altitudePoints } = before;
    const edition = await this.moments.editionOf(before);
    const judged = assessed(findings, { bornOn: patient.bornOn, on, edition, altitudePoints, before });
    const checked = isSafe ? undefined : await this.giving.check(unit, findings, patient, before, role);
    return { findings, ...judged, medicines, checked };
  }

  /** Notes what lacked on the shelf, if that is why a doctor was refused. */
  async noteMissed(...missed: Parameters<Giving['noteMissed']>): Promise<void> {
    await this.giving.noteMissed(...missed);
  }
}

/** Whether a visit says all of it already. */
function sameFindings(before: Visit, findings: Findings): boolean {
  const columns = Object.entries(findingColumns(findings));
  return columns.every(([name, value]) => textOf(value) === textOf(before[name as keyof Visit]));
}

const textOf = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? (value as unknown[]).map(String).sort() : (value ?? null));
