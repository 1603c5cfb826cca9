/** An outlet's day, as far as it tells how much it needs the officer's eye. */
export interface OutletToday {
  readonly openNow: boolean;
  /** Doctors that are needed there in the slot that runs. */
  readonly needed: number;
  /** Doctors who are there. */
  readonly here: number;
  /** Doctors who have yet to come in the slot that runs, and are not given up. */
  readonly coming: number;
  readonly late: number;
  /** Patients who wait for the visiting doctor. */
  readonly waiting: number;
  readonly alerts: number;
  /** Those of them that say that a shelf is low or empty. */
  readonly lowShelves: number;
  readonly feverVisits: number;
  /** Fever visits a day over the seven days before. */
  readonly usualFeverVisits: number;
}

/** Why an outlet stands high in the list, what does most harm first. */
export const everyConcern = [
  'waiting-alone',
  'no-doctor',
  'doctor-late',
  'fever-rising',
  'low-stock',
] as const;
export type Concern = (typeof everyConcern)[number];

const risingFrom = 5;
const risingTimes = 1.5;

/** Whether an outlet is open, needs a doctor, and has none who is there or comes. */
export const lacksDoctor = ({ openNow, needed, here, coming }: OutletToday): boolean =>
  openNow && needed > here + coming;

const holds: Record<Concern, (outlet: OutletToday) => boolean> = {
  'waiting-alone': ({ waiting, here }) => waiting > 0 && here === 0,
  'no-doctor': lacksDoctor,
  'doctor-late': ({ late }) => late > 0,
  'fever-rising': ({ feverVisits, usualFeverVisits }) =>
    feverVisits >= risingFrom && feverVisits >= risingTimes * usualFeverVisits,
  'low-stock': ({ lowShelves }) => lowShelves > 0,
};

/** What is wrong at an outlet now: patients alone, nobody where somebody is needed, a late doctor, more fever than usual, a low shelf. */
export const concerns = (outlet: OutletToday): Concern[] => everyConcern.filter((one) => holds[one](outlet));

/** The gravest concern first, of one kind more patients alone, then more fever, then more concerns, then more alerts. */
export function byAttention<T extends OutletToday>(a: T, b: T): number {
  const [ofA, ofB] = [concerns(a), concerns(b)];
  const gravest = ([first]: readonly Concern[]) =>
    first === undefined ? everyConcern.length : everyConcern.indexOf(first);
  const alone = (one: T) => (one.here === 0 ? one.waiting : 0);
  return (
    gravest(ofA) - gravest(ofB) ||
    alone(b) - alone(a) ||
    b.feverVisits - a.feverVisits ||
    ofB.length - ofA.length ||
    b.alerts - a.alerts
  );
}
