import { Injectable, Logger } from '@nestjs/common';
import { ageInMonths } from '../config/domain/calendar.js';
import { insertMany } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { Medicines } from '../medicines/medicines.service.js';
import type { Taker } from '../medicines/domain/dose-rule.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { type Buyer, heldBuyer, SellingLimits } from '../selling/selling.service.js';
import type { Outlet } from '../network/outlet.entity.js';
import { documentText } from '../values/document.js';
import type { Patient } from '../patients/patient.entity.js';
import type { Acting } from '../staff/actor.js';
import type { Role } from '../staff/domain/roles.js';
import { Unmet } from '../supply/demand/unmet-demand.service.js';
import { NotEnoughStock } from '../stock/domain/refusals.js';
import { Dispensing } from '../stock/dispensing.js';
import { heldShelf } from '../stock/ledger/held.js';
import type { Findings } from './findings.js';
import { takenAtHome } from './domain/taken-at-home.js';
import type { Overridden } from './domain/overridden.js';
import { MedicineSafety } from './medicine-safety.js';
import { toldColumns } from './told-columns.js';
import { type Visit, VisitMedicine } from './visit.entity.js';

/** The medicines of a visit, that have been found safe to give. */
export interface Checked {
  readonly medicines: ReadonlyMap<string, Medicine>;
  readonly overridden: Overridden | null;
}

/** What a visit gives: checked against harm, held to the selling limits, taken from the shelf. */
@Injectable()
export class Giving {
  private readonly log = new Logger(Giving.name);

  constructor(
    private readonly catalogue: Medicines,
    private readonly safety: MedicineSafety,
    private readonly limits: SellingLimits,
    private readonly dispensing: Dispensing,
    private readonly unmet: Unmet,
  ) {}

  /** Notes what lacked, if that is why a visit was refused: it leaves nothing behind but the need. It never hides the refusal. */
  async noteMissed(outletId: string, visitId: string, refusal: unknown, actor: Acting): Promise<void> {
    if (!(refusal instanceof NotEnoughStock)) return;
    const { medicineId, asked, available } = refusal.values;
    try {
      const missed = { visitId, medicineId: String(medicineId) };
      const lacking = { asked: Number(asked), available: Number(available) };
      await this.unmet.note(outletId, { ...missed, ...lacking }, actor);
    } catch (error) {
      this.log.error(error);
    }
  }

  /** @throws UnsafeMedicine @throws OverrideReasonMissing @throws NotFound */
  async check(
    unit: Unit,
    findings: Findings,
    patient: Patient,
    { id, on, isNew }: Pick<Visit, 'id' | 'on'> & { readonly isNew?: boolean },
    role: Role | undefined,
  ): Promise<Checked> {
    const medicines = await this.catalogue.findIn(
      unit,
      findings.medicines.map(({ medicineId }) => medicineId),
    );
    const recipient = {
      patientIds: isNew ? [] : [patient.id],
      ageMonths: ageInMonths(patient.bornOn, on),
      ...bodyOf(findings),
      on,
      exceptVisitId: id,
    };
    const overridden = await this.safety.assertSafe(unit.manager, medicines, findings, recipient, role);
    return { medicines, overridden };
  }

  /** @throws SellingLimitReached @throws RealNameNeeded @throws NotEnoughStock @throws PackNotSplit */
  async give(
    unit: Unit,
    { id: visitId, outletId, on, ...said }: Visit,
    { medicines: given }: Pick<Findings, 'medicines'>,
    { medicines }: Checked,
    { patient, place }: { patient: Patient; place: Outlet },
    except: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const buyer = buyerOf(patient, said);
    const anew = given.filter(({ medicineId }) => !except.has(medicineId));
    if (anew.length === 0) return;
    await this.hold(unit, outletId, buyer, anew);
    const rows = anew.map(({ medicineId, quantity, directions, dose }) => ({
      visitId,
      medicineId,
      quantity,
      directions: directions ?? null,
      ...toldColumns(dose),
    }));
    await insertMany(unit, VisitMedicine, rows);
    for (const [index, { medicineId, quantity }] of given.entries()) {
      if (except.has(medicineId)) continue;
      const medicine = medicines.get(medicineId)!;
      const field = `medicines.${index}.quantity`;
      await this.limits.sell(unit, { visitId, place, buyer, on }, { medicine, units: quantity }, field);
      await this.dispensing.dispense(unit, { outletId, medicine, quantity, visitId, on });
    }
    await this.unmet.served(unit, visitId, new Map(anew.map((one) => [one.medicineId, one.quantity])));
  }

  /**
   * Corrects what a visit gave. A medicine whose quantity stays keeps the lots that it came from: who received what of
   * which lot is what a recall asks for.
   */
  async change(
    unit: Unit,
    visit: Visit,
    before: readonly VisitMedicine[],
    findings: Pick<Findings, 'medicines'>,
    checked: Checked,
    to: { patient: Patient; place: Outlet },
  ): Promise<void> {
    const { id: visitId } = visit;
    const quantities = new Map(findings.medicines.map((one) => [one.medicineId, one.quantity]));
    const changed = before.filter(({ medicineId, quantity }) => quantities.get(medicineId) !== quantity);
    const kept = new Set(before.filter((one) => !changed.includes(one)).map(({ medicineId }) => medicineId));
    const takenBack = changed.map(({ medicineId }) => medicineId);
    await this.hold(unit, visit.outletId, buyerOf(to.patient, visit), [...before, ...findings.medicines]);
    await this.limits.takeBack(unit, visitId, takenBack);
    await this.dispensing.takeBack(unit, visit, takenBack);
    for (const medicineId of takenBack) await unit.manager.delete(VisitMedicine, { visitId, medicineId });
    for (const { medicineId, directions = null, dose } of findings.medicines.filter((one) =>
      kept.has(one.medicineId),
    ))
      await unit.manager.update(VisitMedicine, { visitId, medicineId }, { directions, ...toldColumns(dose) });
    await this.give(unit, visit, findings, checked, to, kept);
  }

  /** What it hangs on whether this may be given, and of which lots: what the buyer had lately, and the shelves. */
  private async hold(
    unit: Unit,
    outletId: string,
    buyer: Buyer,
    medicines: readonly { readonly medicineId: string }[],
  ): Promise<void> {
    const shelves = medicines.map(({ medicineId }) => heldShelf({ outletId, medicineId }));
    await unit.hold(...heldBuyer(buyer), ...shelves);
  }
}

type Body = {
  readonly weight?: number | null;
  readonly pregnantWeeks?: number | null;
  readonly homeParacetamol?: number | null;
  readonly homeIbuprofen?: number | null;
  readonly illDays?: number | null;
  readonly feverDays?: number | null;
} & Pick<Findings, 'conditions' | 'pregnant' | 'facts' | 'factsAsked' | 'symptoms'>;

/** All that was found by which a medicine may harm: what changes none of it needs no new look. */
export const bodyOf = ({
  weight,
  conditions,
  pregnant,
  pregnantWeeks,
  ...said
}: Body): Omit<Taker, 'ageMonths'> => ({
  weight: weight ?? undefined,
  liverIll: conditions.includes('liver'),
  pregnant,
  pregnantWeeks: pregnantWeeks ?? undefined,
  illDays: said.illDays ?? said.feverDays ?? undefined,
  conditions: [...conditions].sort(),
  ...takenAtHome(said),
  factsAsked: said.factsAsked ?? false,
  symptoms: [...said.symptoms].sort(),
});

/** Who stands at the counter in the patient's place. */
type Receiving = Partial<Pick<Visit, 'absent' | 'buyerName' | 'buyerNumber'>>;

/** Who answers for what is received: who was sent for it, or the patient, or for one without a number the guardian, or another document. */
export function buyerOf(
  patient: Pick<
    Patient,
    'name' | 'identityNumber' | 'otherDocument' | 'guardianName' | 'guardianIdentityNumber'
  >,
  { absent, buyerName, buyerNumber }: Receiving = {},
): Buyer {
  const own = ownBuyer(patient);
  if (buyerNumber && buyerNumber !== own.number)
    return { number: buyerNumber, name: buyerName ?? '', forNumber: own.number };
  const { guardianIdentityNumber: guardian, guardianName } = patient;
  // Of a child who is not there the guardian stands here.
  if (absent && guardian && guardian !== own.number)
    return { number: guardian, name: guardianName ?? patient.name, forNumber: own.number };
  return { ...own, isUnnamed: absent && !guardian };
}

function ownBuyer(
  patient: Pick<
    Patient,
    'name' | 'identityNumber' | 'otherDocument' | 'guardianName' | 'guardianIdentityNumber'
  >,
): Buyer {
  const { name, identityNumber, otherDocument, guardianName, guardianIdentityNumber } = patient;
  if (identityNumber) return { number: identityNumber, name };
  if (guardianIdentityNumber) return { number: guardianIdentityNumber, name: guardianName ?? name };
  return { number: otherDocument ? documentText(otherDocument) : undefined, name };
}
