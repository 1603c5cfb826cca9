import type { Medicine } from '../medicines/medicine.entity.js';
import { medicineName } from '../medicines/domain/medicine.js';
import type { Shelf } from '../stock/stock.queries.js';
import { alarming, symptoms } from '../triage/domain/symptoms.js';
import { consciousnessLevels, possible } from '../triage/domain/vitals.js';
import type { Language } from '../config/settings.js';
import { dispositions } from './domain/disposition.js';
import type { Given, VisitLine } from './visits.queries.js';

const medicineRows = 3;

/** The vitals in the order in which they are measured, with their keys on the keyboard. */
const vitals = [
  { field: 'temperature', unit: '°C', key: 'T' },
  { field: 'spo2', unit: '%', key: 'O' },
  { field: 'pulse', unit: '/min', key: 'P' },
  { field: 'respiration', unit: '/min', key: 'B' },
  { field: 'systolic', unit: 'mmHg', key: 'Y' },
] as const;

/** What counter and correction pages ask, with what is known so far. */
export function findingsPage(
  medicines: readonly Medicine[],
  shelves: readonly Shelf[],
  language: Language,
  visit?: VisitLine,
  given: readonly Given[] = [],
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
    consciousness: consciousnessLevels.map((level) => ({ id: level, key: `visits.consciousness.${level}` })),
    consciousnessValue: visit?.consciousness ?? undefined,
    symptoms: symptoms.map((symptom) => ({
      symptom,
      alarming: alarming.includes(symptom),
      ticked: visit?.symptoms.includes(symptom),
    })),
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
    })),
  };
}
