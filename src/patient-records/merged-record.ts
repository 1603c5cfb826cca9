import type { PatientFacts } from '../patients/patient-facts.js';
import { mergedFacts, type Side } from './domain/merged-facts.js';

/** Of which of two records each fact is kept, where that was said. */
export type Chosen = Readonly<Partial<Record<keyof PatientFacts, Side>>>;

/**
 * What the record says that stands for two. Facts that belong together are of one record: a guardian's name and number; a
 * birth date, and whether it was reckoned from an age. A resident identity number says itself when and as what somebody was
 * born.
 */
export function mergedRecord(kept: PatientFacts, merged: PatientFacts, chosen: Chosen): PatientFacts {
  const guardian = chosen.guardianName ?? (kept.guardianName === null ? 'merged' : 'kept');
  const facts = mergedFacts(kept, merged, {
    ...chosen,
    guardianName: guardian,
    guardianIdentityNumber: guardian,
    bornAbout: chosen.bornOn ?? 'kept',
  });
  const holder = [kept, merged].find(
    ({ identityNumber }) => identityNumber !== null && identityNumber === facts.identityNumber,
  );
  return holder ? { ...facts, bornOn: holder.bornOn, bornAbout: false, sex: holder.sex } : facts;
}

/** The number by which the record that was merged is still found: each number is one record's. */
export const otherNumber = (
  facts: PatientFacts,
  { kept, merged }: { readonly kept: PatientFacts; readonly merged: PatientFacts },
): string | null =>
  [kept, merged]
    .map(({ identityNumber }) => identityNumber)
    .find((number) => number !== null && number !== facts.identityNumber) ?? null;
