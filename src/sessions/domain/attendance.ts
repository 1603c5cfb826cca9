/** Minutes after the start of a session at which its doctor is late, and at which nobody is thought to come. */
export const lateAfterMinutes = 15;
export const absentAfterMinutes = 60;

/** Minutes before the start from which a doctor may check in. */
export const earliestBeforeMinutes = 90;
/** Minutes after the end at which who did not check out is taken to have gone. */
export const goneAfterMinutes = 30;
/** Minutes after the end until which they may check out. */
export const latestAfterMinutes = 180;

/** A session in instants (milliseconds) with who came when. */
export interface Attended {
  readonly from: number;
  readonly to: number;
  readonly arrived?: number;
  readonly left?: number;
  /** The doctor said that they don't come. */
  readonly calledOff?: boolean;
}

/** Where the doctor of a session is, for everybody who asks: counter, queue, Today, roster, mails and slip. */
export const presences = ['expected', 'here', 'late', 'absent', 'left', 'called-off'] as const;
export type Presence = (typeof presences)[number];

const minute = 60_000;

/**
 * Where the doctor of a session is at an instant. Who never checked in is late, and then did not come, as far as anybody
 * knows; who did not check out is taken to have gone half an hour after the end.
 */
export function presenceAt({ from, to, arrived, left, calledOff }: Attended, now: number): Presence {
  if (left !== undefined) return 'left';
  if (arrived !== undefined) return now < to + goneAfterMinutes * minute ? 'here' : 'left';
  if (calledOff) return 'called-off';
  if (now >= Math.min(from + absentAfterMinutes * minute, to)) return 'absent';
  return now >= from + lateAfterMinutes * minute ? 'late' : 'expected';
}

/** A session of today with where its doctor is. */
interface Present {
  readonly presence: Presence;
  /** Instants at which the session begins and ends, in milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** How likely somebody at the outlet is seen soon: by who is here, else who is late, else who comes yet today. */
const order: readonly Presence[] = ['here', 'late', 'expected', 'left', 'absent', 'called-off'];

/** The session of an outlet's day that says when somebody there is seen; undefined where no doctor was sent. */
export function doctorToWaitFor<T extends Present>(sessions: readonly T[]): T | undefined {
  const sooner = (a: T, b: T) =>
    order.indexOf(a.presence) - order.indexOf(b.presence) ||
    // Of those who come the next one, of those who have gone the last.
    (order.indexOf(a.presence) <= order.indexOf('expected') ? a.from - b.from : b.from - a.from);
  return [...sessions].sort(sooner)[0];
}

/** Whether a doctor can check in or out at an instant: shortly before a session, to shortly after it. */
export function isOnTheDay({ from, to }: Attended, now: number): boolean {
  return from - earliestBeforeMinutes * minute <= now && now <= to + latestAfterMinutes * minute;
}

/**
 * Hours to be paid for a session: from its start or the arrival, whichever was later, to its end or the leaving,
 * whichever was earlier. Who did not check out is taken to have stayed to the end; who never checked in worked none.
 */
export function hoursWorked({ from, to, arrived, left }: Attended): number {
  if (arrived === undefined) return 0;
  const worked = Math.min(to, left ?? to) - Math.max(from, arrived);
  return Math.max(0, Math.round((worked / 3_600_000) * 100) / 100);
}
