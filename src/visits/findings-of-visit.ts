import type { Findings } from './findings.js';
import { toldOf } from './told-columns.js';
import type { Visit, VisitMedicine } from './visit.entity.js';

/** What a visit keeps of what was found, to be judged again as it stands: every figure in it was confirmed when it was logged. */
export function findingsOfVisit(visit: Visit, medicines: readonly VisitMedicine[]): Findings {
  const kept = Object.fromEntries(
    Object.entries(visit).filter(([, value]) => value !== null),
  ) as unknown as Findings;
  const figures = Object.entries(kept).filter(([, value]) => typeof value === 'number');
  return {
    ...kept,
    // The level that staff chose is none that they choose again.
    level: undefined,
    levelReason: undefined,
    confirmed: figures.map(([figure, value]) => `${figure}=${value as number}`),
    medicines: medicines.map((given) => ({
      medicineId: given.medicineId,
      quantity: given.quantity,
      directions: given.directions ?? undefined,
      dose: toldOf(given),
    })),
  };
}
