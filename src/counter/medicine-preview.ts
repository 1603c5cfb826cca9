import { Injectable } from '@nestjs/common';
import { documentText } from '../values/document.js';
import type { Day } from '../config/domain/calendar.js';
import type { Language } from '../config/settings.js';
import { Reader } from '../database/connections.js';
import { antiviralsInTime } from '../medicines/domain/antivirals.js';
import { sourceKey } from '../medicines/domain/rule-source.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { readToldDose, type ToldDose } from '../medicines/domain/told-dose.js';
import { type Warning, warningKey } from '../medicines/domain/warning.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { Medicines } from '../medicines/medicines.service.js';
import { numbersOf, type SalePlace } from '../selling/selling.service.js';
import { somebodyElse } from '../patients/new-patient.js';
import { PatientSearch } from '../patients/patient-search.js';
import type { PatientLine } from '../patients/patients.service.js';
import type { Role } from '../staff/domain/roles.js';
import { adultFromYears } from '../triage/domain/case.js';
import type { Level } from '../triage/domain/level.js';
import { Available } from './available.js';
import { doseTogether, isCalled } from '../visits/findings-of-form.js';
import { buyerOf } from '../visits/giving.js';
import { drugOf, mayOverride, MedicineSafety } from '../visits/medicine-safety.js';
import { hasFever, ProposedMedicines } from './proposed-medicines.js';
import { typedPatient } from './typed-patient.js';
import { textOf, type Typed, typedTaker } from './typed-taker.js';

interface TypedRow {
  readonly medicine: Medicine;
  readonly dose?: ToldDose;
  readonly quantity?: number;
}

/** Who reads it, and of whom it is known how old they are. */
interface Reading {
  readonly ageMonths?: number;
  readonly language: Language;
  readonly role: Role;
  readonly on: Day;
  /** What the rules of triage say so far. */
  readonly level?: Level;
}

/** What is on hand of the medicines that a counter form names so far, how much of each is possible, and what may harm. */
@Injectable()
export class MedicinePreview {
  constructor(
    private readonly reader: Reader,
    private readonly medicines: Medicines,
    private readonly people: PatientSearch,
    private readonly available: Available,
    private readonly safety: MedicineSafety,
    private readonly proposals: ProposedMedicines,
  ) {}

  async read(typed: Typed, place: SalePlace, reading: Reading, exceptVisitId?: string) {
    const { language, role, on, level, ageMonths = adultFromYears * 12 } = reading;
    const { people, likely } = await this.maybe(typed, on);
    const patientIds = people.map(({ id }) => id);
    const taker = typedTaker(typed, { patientIds, ageMonths, on, exceptVisitId });
    const [rows, candidates] = await Promise.all([
      this.rows(typed),
      // Whose age nobody knows is proposed nothing.
      reading.ageMonths === undefined ? [] : this.proposals.candidates(typed, taker, level),
    ]);
    const names = hasFever(typed) ? antiviralsInTime(taker) : [];
    const antivirals = names.length > 0 ? { days: taker.illDays, names } : undefined;
    if (rows.length === 0 && candidates.length === 0)
      return { rows: [], warnings: [], proposed: [], antivirals };
    const ids = [...rows, ...candidates].map(({ medicine }) => medicine.id);
    const [{ onHand, possible }, judge] = await Promise.all([
      this.available.of(place, numbersIn(typed, people), ids, on),
      this.safety.judging(this.reader.manager, taker),
    ]);
    const named = (id: string) => {
      const found = rows.find(({ medicine }) => medicine.id === id)?.medicine;
      return found && medicineName(found, language);
    };
    const given = rows.map(({ medicine, ...said }) => drugOf(medicine, said));
    return {
      antivirals,
      likely: likely.length,
      rows: await Promise.all(
        rows.map(async ({ medicine, quantity = 1 }) => {
          const { id, unit, prescription, label } = medicine;
          const { usable, expired, recalled } = onHand(id);
          const there = { usable, expired, recalled };
          const wanted = { outletId: place.id, usable, wanted: quantity };
          const shortage = await this.available.elsewhere(medicine, wanted, language);
          return { name: named(id), unit, prescription, label, ...there, shortage, limits: possible(id) };
        }),
      ),
      warnings: judge(given).map((warning) => shown(warning, language, role, named)),
      // Beside what is given already: a proposal is no second one of the same.
      proposed: this.proposals.proposed(candidates, {
        usable: (id) => onHand(id).usable,
        possible,
        warnings: (drug) =>
          judge([...given, drug]).filter(({ medicineIds }) => medicineIds.includes(drug.medicineId)),
        language,
      }),
    };
  }

  /** Who the patient is; of somebody that is typed as new whoever they may be, until it is said that they are none of them. */
  private async maybe(typed: Typed, today: Day): Promise<Record<'people' | 'likely', PatientLine[]>> {
    const patient = await this.people.meant(textOf(typed.patientId), textOf(typed.identityNumber));
    if (patient) return { people: [patient], likely: [] };
    const said = textOf(typed.isPatient);
    const likely = said === somebodyElse ? [] : await this.people.likely(typedPatient(typed, today));
    const chosen = likely.filter(({ id }) => id === said);
    return chosen.length > 0 ? { people: chosen, likely: [] } : { people: likely, likely };
  }

  private async rows({ medicines }: Typed): Promise<TypedRow[]> {
    const typed = Object.values((medicines ?? {}) as Record<string, Record<string, unknown>>);
    const rows = typed.flatMap((row) => {
      const name = textOf(row?.medicine);
      const quantity = Number(textOf(row.quantity)) || undefined;
      return name ? [{ name, quantity, dose: readToldDose(textOf(row.dose) ?? '') }] : [];
    });
    const known = await this.medicines.called(rows.map(({ name }) => name));
    const found = new Map<string, TypedRow>();
    for (const { name, dose, quantity } of rows) {
      const medicine = known.find((one) => isCalled(one, name));
      if (!medicine) continue;
      const before = found.get(medicine.id);
      found.set(medicine.id, {
        medicine,
        dose: doseTogether(before?.dose, dose),
        quantity: quantity === undefined ? before?.quantity : quantity + (before?.quantity ?? 0),
      });
    }
    return [...found.values()];
  }
}

function shown(warning: Warning, language: Language, role: Role, named: (id: string) => string | undefined) {
  const { rule, source, override, ingredient, medicineIds, values, sentence } = warning;
  const of = ingredient && (language === 'en' ? ingredient.en : ingredient.zh);
  const medicine = medicineIds.map(named).filter(Boolean).join(' + ');
  const own = sentence && (language === 'en' ? sentence.en : sentence.zh);
  return {
    id: warningKey(warning).replace(/[^a-z0-9]/gi, '-'),
    key: warningKey(warning),
    text: own?.replaceAll('{medicine}', medicine),
    sentence: `medicines.warnings.${rule}`,
    values: { ...values, ingredient: of ?? '', medicine },
    source: { key: sourceKey(source), text: source },
    override,
    mayOverride: mayOverride(warning, role),
  };
}

const documentIn = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text && documentText(text);
};

/** Under which numbers it is received, as far as the form says it: those of everybody who the patient may be. */
function numbersIn(typed: Typed, people: readonly PatientLine[]): string[] {
  const absent = typed.absent === 'on';
  const unknown = {
    name: '',
    identityNumber: documentIn(typed.identityNumber) ?? null,
    otherDocument: textOf(typed.otherDocument) ?? null,
    guardianName: null,
    guardianIdentityNumber: documentIn(typed.guardianIdentityNumber) ?? null,
  };
  const buyerNumber = absent ? (documentIn(typed.buyerNumber) ?? null) : null;
  const all = [...people, ...(typed.patientId ? [] : [unknown])];
  return [...new Set(all.flatMap((one) => numbersOf(buyerOf(one, { absent, buyerNumber }))))];
}
