/** An outlet's day, as far as it tells how much it needs the officer's eye. */
export interface OutletToday {
  readonly openNow: boolean;
  readonly doctorsNow: number;
  /** Doctors who should be there and have not checked in a quarter of an hour after the start. */
  readonly doctorsLate: number;
  readonly alerts: number;
  /** Those of them that say that a shelf is low or empty. */
  readonly lowShelves: number;
  readonly feverVisits: number;
  /** Fever visits a day over the seven days before. */
  readonly usualFeverVisits: number;
}

/** Why an outlet stands high in the list, the gravest first. */
export type Concern = 'no-doctor' | 'doctor-late' | 'low-stock' | 'fever-rising';

const risingFrom = 5;
const risingTimes = 1.5;

/** What is wrong at an outlet now: open without a doctor, a doctor who is late, a low shelf, clearly more fever than usual. */
export function concerns(outlet: OutletToday): Concern[] {
  const found: Concern[] = [];
  if (outlet.openNow && outlet.doctorsNow === 0) found.push('no-doctor');
  if (outlet.doctorsLate > 0) found.push('doctor-late');
  if (outlet.lowShelves > 0) found.push('low-stock');
  if (outlet.feverVisits >= risingFrom && outlet.feverVisits >= risingTimes * outlet.usualFeverVisits) {
    found.push('fever-rising');
  }
  return found;
}

/** More concerns first, then more alerts, then more fever. */
export function byAttention<T extends OutletToday>(a: T, b: T): number {
  return concerns(b).length - concerns(a).length || b.alerts - a.alerts || b.feverVisits - a.feverVisits;
}
