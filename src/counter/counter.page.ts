import type { Medicine } from '../medicines/medicine.entity.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { safetyFacts } from '../medicines/domain/safety-facts.js';
import type { Shelf } from '../supply/shelves/shelves.queries.js';
import { conditions } from '../triage/domain/conditions.js';
import { levels } from '../triage/domain/level.js';
import { efforts, temperatureSites } from '../triage/domain/case.js';
import { childFlags, isRedFlag, type RedFlag, symptoms } from '../triage/domain/symptoms.js';
import { consciousnessLevels, possible } from '../triage/domain/vitals.js';
import type { Language } from '../config/settings.js';
import { toldOf, toldText } from '../visits/told-columns.js';
import { complaintChoices, signsPage } from './complaint.page.js';
import { dispositions } from '../visits/domain/disposition.js';
import type { Given, VisitLine } from '../visits/visits.queries.js';

const medicineRows = 3;

/** The vitals in the order in which they are measured, with their keys on the keyboard. */
const vitals = [
  { field: 'temperature', unit: '°C', key: 'T' },
  { field: 'spo2', unit: '%', key: 'O' },
  { field: 'pulse', unit: '/min', key: 'P' },
  { field: 'respiration', unit: '/min', key: 'B' },
  { field: 'systolic', unit: 'mmHg', key: 'Y' },
  { field: 'diastolic', unit: 'mmHg', key: undefined },
] as const;

/** The red flags at any age as they are asked, the commonest first: one key each while the list has the focus. */
const flagKeys: readonly (readonly [RedFlag, string])[] = [
  ['breathless', '1'],
  ['chest-pain', '2'],
  ['confused', '3'],
  ['convulsion', '4'],
  ['persistent-vomiting', '5'],
  ['fever-persists', '6'],
  ['coughing-blood', '7'],
  ['dehydration', '8'],
  ['not-breathing', '9'],
  ['chest-pain-severe', 'Q'],
  ['stroke', 'E'],
  ['bleeding', 'U'],
  ['shock', 'A'],
  ['rash', 'F'],
  ['stiff-neck', 'G'],
  ['anaphylaxis', 'J'],
  ['airway', 'V'],
  ['overdose', 'Z'],
  ['worse', '-'],
  ['travel-contact', '='],
];

interface Asked {
  /** The visit that is corrected, and what was given in it. */
  readonly visit?: VisitLine;
  readonly given?: readonly Given[];
  /** The patient's last visit, whose conditions still hold. */
  readonly former?: VisitLine;
  /** As it was typed, in a form that was refused. */
  readonly complaint?: unknown;
}

/** What counter and correction pages ask, with what is known so far. */
export function findingsPage(
  medicines: readonly Medicine[],
  shelves: readonly Shelf[],
  language: Language,
  { visit, given = [], former, complaint }: Asked = {},
) {
  const usable = new Map(shelves.map((shelf) => [shelf.medicine.id, shelf.usable]));
  const choices = medicines.map((medicine) => ({
    name: medicineName(medicine, language),
    initials: medicine.initials,
    unit: medicine.unit,
    usable: usable.get(medicine.id) ?? 0,
  }));
  return {
    vitals: vitals.map((vital) => ({
      ...vital,
      range: vital.field === 'temperature' ? undefined : possible[vital.field],
      value: visit?.[vital.field] ?? undefined,
    })),
    complaints: complaintChoices(language),
    ...signsPage(complaint ?? visit?.complaint, visit),
    levels: levels.map((level) => ({ id: level, key: `triage.levels.${level}` })),
    consciousness: consciousnessLevels.map((level) => ({ id: level, key: `visits.consciousness.${level}` })),
    consciousnessValue: visit?.consciousness ?? undefined,
    flags: flagKeys.map(([symptom, key]) => ({ symptom, key, ticked: visit?.symptoms.includes(symptom) })),
    sites: temperatureSites.map((site) => ({ id: site, key: `visits.sites.${site}` })),
    efforts: efforts.map((effort) => ({ id: effort, key: `visits.efforts.${effort}` })),
    childFlags: childFlags.map((symptom, index) => ({
      symptom,
      key: index + 1,
      ticked: visit?.symptoms.includes(symptom),
    })),
    noFlags: { ticked: visit?.flagsAsked && !visit.symptoms.some(isRedFlag) },
    symptoms: symptoms.map((symptom) => ({ symptom, ticked: visit?.symptoms.includes(symptom) })),
    conditions: conditions.map((condition) => ({
      condition,
      ticked: (visit ?? former)?.conditions.includes(condition),
    })),
    pregnant: (visit ?? former)?.pregnant,
    facts: safetyFacts.map((fact) => ({ fact, ticked: (visit ?? former)?.facts.includes(fact) })),
    anyFact: ((visit ?? former)?.facts.length ?? 0) > 0,
    factsAsked: visit?.factsAsked,
    factsNote: (visit ?? former)?.factsNote ?? undefined,
    homeParacetamol: visit?.homeParacetamol ?? undefined,
    homeIbuprofen: visit?.homeIbuprofen ?? undefined,
    dispositions: dispositions.map((disposition, index) => ({
      disposition,
      key: index + 1,
      ticked: visit?.disposition === disposition,
    })),
    medicines: choices.sort((a, b) => b.usable - a.usable),
    medicineRows: Array.from({ length: Math.max(medicineRows, given.length) }, (_, index) => ({
      index,
      name: given[index] && medicineName(given[index].medicine, language),
      quantity: given[index]?.quantity,
      directions: given[index]?.directions,
      dose: told(given[index]),
    })),
  };
}

function told(given: Given | undefined): string | undefined {
  const dose = given && toldOf(given);
  return dose && toldText(dose);
}
