import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, type Day } from '../config/domain/calendar.js';
import type { Taker } from '../medicines/domain/dose-rule.js';
import { courseDays, warningsOf } from '../medicines/domain/safety.js';
import { type Drug, type RecentDrug, type Warning, warningKey } from '../medicines/domain/warning.js';
import { DoseRules } from '../medicines/dose-rules.service.js';
import { SafetyRules } from '../medicines/safety/safety-rules.service.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Outlet } from '../network/outlet.entity.js';
import type { Role } from '../staff/domain/roles.js';
import type { Overridden } from './domain/overridden.js';
import { OverrideReasonMissing, UnsafeMedicine } from './domain/refusals.js';
import type { Findings, GivenMedicine } from './findings.js';
import { Visit, VisitMedicine } from './visit.entity.js';

/** To whom medicines are given, and when. */
export interface GivenTo extends Taker {
  /** Who they are, or may be: somebody who was never here before has received nothing lately. */
  readonly patientIds: readonly string[];
  readonly on: Day;
  /** A visit that is being corrected is none of what they received lately. */
  readonly exceptVisitId?: string;
}

/** Whether somebody may give it all the same: with a reason, or as a doctor; what is forbidden nobody. */
export const mayOverride = ({ override }: Warning, role: Role | undefined): boolean =>
  override === 'reason' || (override === 'doctor' && role === 'doctor');

/** What may harm in giving medicines, and who may give them all the same. */
@Injectable()
export class MedicineSafety {
  constructor(
    private readonly doseRules: DoseRules,
    private readonly safetyRules: SafetyRules,
    private readonly catalogue: Medicines,
  ) {}

  /** How to judge medicines for somebody: what they received lately is read once. */
  async judging(
    manager: EntityManager,
    { patientIds, on, exceptVisitId, ...taker }: GivenTo,
  ): Promise<(given: readonly Drug[]) => Warning[]> {
    const lately = patientIds.length > 0 ? await this.lately(manager, patientIds, on, exceptVisitId) : [];
    const [doses, safety] = await Promise.all([this.doseRules.all(), this.safetyRules.all()]);
    return (given) => warningsOf(given, lately, taker, { doses, safety });
  }

  /**
   * Lets only what is safe, or overridden by whom its rule lets, be given.
   * @returns what was overridden, if anything was
   * @throws UnsafeMedicine @throws OverrideReasonMissing
   */
  async assertSafe(
    manager: EntityManager,
    medicines: ReadonlyMap<string, Medicine>,
    findings: Findings,
    recipient: GivenTo,
    role: Role | undefined,
  ): Promise<Overridden | null> {
    const drugs = findings.medicines.map((given) => drugOf(medicines.get(given.medicineId)!, given));
    if (drugs.length === 0) return null;
    const warnings = (await this.judging(manager, recipient))(drugs);
    // A doctor's own word needs no other.
    const isOwnWord = ({ rule }: Warning) => rule === 'caution-prescription' && role === 'doctor';
    const serious = warnings.filter((warning) => warning.override !== 'notice' && !isOwnWord(warning));
    if (serious.length === 0) return null;
    const overrides = new Set(findings.overrides);
    for (const warning of serious) {
      const mayBe = mayOverride(warning, role);
      if (mayBe && overrides.has(warningKey(warning))) continue;
      const index = findings.medicines.findIndex(({ medicineId }) =>
        warning.medicineIds.includes(medicineId),
      );
      throw new UnsafeMedicine(index, warning, mayBe);
    }
    if (!findings.overrideReason) throw new OverrideReasonMissing();
    return { warnings: serious.map(warningKey), reason: findings.overrideReason };
  }

  /** What somebody received in the last days, anywhere in the network. */
  private async lately(
    manager: EntityManager,
    patientIds: readonly string[],
    on: Day,
    exceptVisitId = '',
  ): Promise<RecentDrug[]> {
    const rows = await manager
      .createQueryBuilder(VisitMedicine, 'given')
      .innerJoin(Visit, 'visit', 'visit.id = given.visit_id')
      .innerJoin(Outlet, 'outlet', 'outlet.id = visit.outlet_id')
      .select('given.medicine_id', 'medicineId')
      .addSelect('given.quantity', 'quantity')
      .addSelect('visit.on', 'on')
      .addSelect('outlet.name', 'outlet')
      .where('visit.patient_id IN (:...patientIds) AND visit.id <> :exceptVisitId', {
        patientIds,
        exceptVisitId,
      })
      .andWhere('visit.on BETWEEN :from AND :to', {
        from: addDays(on, -courseDays),
        to: addDays(on, courseDays),
      })
      .orderBy('visit.at', 'DESC')
      .getRawMany<{ medicineId: string; quantity: number; on: Day; outlet: string }>();
    if (rows.length === 0) return [];
    const known = new Map((await this.catalogue.all()).map((medicine) => [medicine.id, medicine]));
    return rows.flatMap(({ on: was, quantity, outlet, medicineId }) => {
      const medicine = known.get(medicineId);
      if (!medicine) return [];
      const daysAgo = Math.abs(Date.parse(on) - Date.parse(was)) / 86_400_000;
      return [{ ...spokenOf(medicine), quantity, daysAgo, outlet }];
    });
  }
}

/** A medicine of the catalogue as it is about to be given. */
export function drugOf(
  medicine: Medicine,
  { dose, quantity }: Pick<GivenMedicine, 'dose'> & Partial<GivenMedicine>,
): Drug {
  const { unit, packSize, youngestMonths } = medicine;
  return { ...spokenOf(medicine), unit, packSize, youngestMonths, dose, quantity };
}

/** What rules may speak of. */
const spokenOf = ({ id, ingredients, strength, group, atc, prescription, driving }: Medicine) => ({
  medicineId: id,
  ingredients,
  strength,
  group,
  atc,
  prescription,
  driving,
});
