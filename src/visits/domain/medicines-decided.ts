import type { Disposition } from './disposition.js';
import { MedicineMissing } from './refusals.js';

/** @throws MedicineMissing where medicines were decided and none is given */
export function assertGiven({
  disposition,
  medicines,
}: {
  readonly disposition: Disposition;
  readonly medicines: readonly unknown[];
}): void {
  if (disposition === 'medicines' && medicines.length === 0) throw new MedicineMissing();
}
