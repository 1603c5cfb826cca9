/** Minutes after the start of a session at which its doctor is late, and at which nobody is thought to come. */
export const lateAfterMinutes = 15;
export const absentAfterMinutes = 60;

/** Minutes before the start from which a doctor may check in. */
export const earliestBeforeMinutes = 90;
/** Minutes after the end until which they may check out. */
export const latestAfterMinutes = 180;

/** A session in instants (milliseconds) with who came when. */
export interface Attended {
  readonly from: number;
  readonly to: number;
  readonly arrived?: number;
  readonly left?: number;
}

export type AttendanceState = 'ahead' | 'expected' | 'late' | 'absent' | 'there' | 'left';

const minute = 60_000;

/** How a session stands at an instant. Who never checked in was absent, as far as anybody knows. */
export function attendanceAt({ from, arrived, left }: Attended, now: number): AttendanceState {
  if (left !== undefined) return 'left';
  if (arrived !== undefined) return 'there';
  if (now >= from + absentAfterMinutes * minute) return 'absent';
  if (now >= from + lateAfterMinutes * minute) return 'late';
  return now >= from - earliestBeforeMinutes * minute ? 'expected' : 'ahead';
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
