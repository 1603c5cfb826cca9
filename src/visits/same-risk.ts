import type { Findings, GivenMedicine } from './findings.js';
import { bodyOf } from './giving.js';
import { toldOf, toldText } from './told-columns.js';
import type { Visit, VisitMedicine } from './visit.entity.js';

/** Whether nothing changed by which what is given may harm otherwise than it did. */
export function sameRisk(before: Visit, medicines: readonly VisitMedicine[], findings: Findings): boolean {
  const sameBody = JSON.stringify(bodyOf(before)) === JSON.stringify(bodyOf(findings));
  return sameMedicines(medicines, findings.medicines) && (sameBody || medicines.length === 0);
}

function sameMedicines(
  before: readonly GivenMedicine[] | readonly VisitMedicine[],
  after: readonly GivenMedicine[],
) {
  const text = (given: GivenMedicine | VisitMedicine) => {
    const { medicineId, quantity, directions } = given;
    const dose = 'doseUnits' in given ? toldOf(given) : given.dose;
    return [medicineId, quantity, directions ?? '', dose ? toldText(dose) : ''].join(' ');
  };
  return before.map(text).sort().join() === after.map(text).sort().join();
}
