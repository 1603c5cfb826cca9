import type { Day } from '../config/domain/calendar.js';
import type { Medicine } from '../medicines/medicine.entity.js';

/** A line as it would be taken in. */
export interface DeliveryLine {
  readonly line: number;
  readonly medicine: Medicine;
  readonly number: string;
  readonly expiresOn: Day;
  /** In the medicine's units of stock. */
  readonly units: number;
  /** What the file says, where that is another figure: 10 盒. */
  readonly counted?: string;
}
