import { Injectable } from '@nestjs/common';
import type { Day } from '../config/domain/calendar.js';
import type { Language } from '../config/settings.js';
import { Reader } from '../database/connections.js';
import { sourceKey } from '../medicines/domain/rule-source.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { safetyFacts } from '../medicines/domain/safety-facts.js';
import { type Warning, warningKey } from '../medicines/domain/warning.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { Medicines } from '../medicines/medicines.service.js';
import { type SalePlace, SellingLimits } from '../medicines/selling/selling.service.js';
import { Patients } from '../patients/patients.service.js';
import type { Role } from '../staff/domain/roles.js';
import { ShelvesQueries } from '../supply/shelves/shelves.queries.js';
import { adultFromYears } from '../triage/domain/case.js';
import { doseTogether, isCalled, readDose } from './entry-of-form.js';
import { takenAtHome } from './domain/taken-at-home.js';
import { buyerOf } from './giving.js';
import { drugOf, mayOverride, MedicineSafety } from './medicine-safety.js';

type Typed = Readonly<Record<string, unknown>>;

interface TypedRow {
  readonly medicine: Medicine;
  readonly dose?: { readonly units: number; readonly times: number };
  readonly quantity?: number;
}

/** Who reads it, and of whom it is known how old they are. */
interface Reading {
  readonly ageMonths?: number;
  readonly language: Language;
  readonly role: Role;
  readonly on: Day;
}

/** What is on hand of the medicines that a counter form names so far, how much of each is possible, and what may harm. */
@Injectable()
export class MedicinePreview {
  constructor(
    private readonly reader: Reader,
    private readonly medicines: Medicines,
    private readonly patients: Patients,
    private readonly shelves: ShelvesQueries,
    private readonly limits: SellingLimits,
    private readonly safety: MedicineSafety,
  ) {}

  async read(typed: Typed, place: SalePlace, reading: Reading, exceptVisitId?: string) {
    const rows = await this.rows(typed);
    if (rows.length === 0) return { rows: [], warnings: [] };
    const { language, role, on, ageMonths = adultFromYears * 12 } = reading;
    const patient = await this.patientOf(typed);
    const sent = typed.absent === 'on' ? textOf(typed.buyerNumber)?.toUpperCase() : undefined;
    const own = patient ? buyerOf(patient).number : textOf(typed.identityNumber)?.toUpperCase();
    const buyer = sent ? { number: sent, forNumber: own } : { number: own };
    const ids = rows.map(({ medicine }) => medicine.id);
    const [conditions, said] = [textsIn(typed.conditions), textsIn(typed.facts)];
    const [onHand, possible, warnings] = await Promise.all([
      this.shelves.onHand(place.id, ids),
      this.limits.possible(this.reader.manager, place, buyer, ids, on),
      this.safety.warnings(
        this.reader.manager,
        rows.map(({ medicine, ...given }) => drugOf(medicine, given)),
        {
          patientId: patient?.id,
          ageMonths,
          weight: Number(textOf(typed.weight)) || undefined,
          liverIll: conditions.includes('liver'),
          pregnant: typed.pregnant === 'on' || textOf(typed.pregnantWeeks) !== undefined,
          pregnantWeeks: Number(textOf(typed.pregnantWeeks)) || undefined,
          conditions,
          ...takenAtHome({
            facts: safetyFacts.filter((fact) => said.includes(fact)),
            homeParacetamol: Number(textOf(typed.homeParacetamol)) || undefined,
            homeIbuprofen: Number(textOf(typed.homeIbuprofen)) || undefined,
          }),
          factsAsked: said.includes('asked'),
          symptoms: textsIn(typed.symptoms),
          on,
          exceptVisitId,
        },
      ),
    ]);
    const named = (id: string) => {
      const found = rows.find(({ medicine }) => medicine.id === id)?.medicine;
      return found && medicineName(found, language);
    };
    return {
      rows: ids.map((id) => {
        const { medicine } = rows.find((row) => row.medicine.id === id)!;
        const { usable = 0, expired = 0, recalled = 0 } = onHand.get(id) ?? {};
        const { unit, prescription, label } = medicine;
        return {
          name: named(id),
          unit,
          prescription,
          label,
          usable,
          expired,
          recalled,
          limits: possible.get(id),
        };
      }),
      warnings: warnings.map((warning) => shown(warning, language, role, named)),
    };
  }

  private async rows({ medicines }: Typed): Promise<TypedRow[]> {
    const typed = Object.values((medicines ?? {}) as Record<string, Record<string, unknown>>);
    const rows = typed.flatMap((row) => {
      const name = textOf(row?.medicine);
      const quantity = Number(textOf(row.quantity)) || undefined;
      return name ? [{ name, quantity, dose: readDose(textOf(row.dose) ?? '') }] : [];
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

  private async patientOf({ patientId, identityNumber }: Typed) {
    const id = textOf(patientId);
    if (id) return this.patients.find(id).catch(() => undefined);
    const number = textOf(identityNumber);
    return number && number.length === 18 ? (await this.patients.search(number))[0] : undefined;
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

const textsIn = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string');

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.normalize('NFKC').trim() : undefined;
