import type { Day } from '../../config/domain/calendar.js';
import { addDays } from '../../config/domain/calendar.js';
import type { DoctorLine } from '../../doctors/doctors.service.js';
import { grouped } from '../../rostering/problem/grouped.js';
import type { Limits, ProblemDoctor, ProblemSlot } from '../../rostering/problem/problem.js';
import type { Duty } from '../../sessions/sessions.queries.js';
import { Answers, type Said } from './answers.js';
import { aheadOf, overtimeLeft, tooNear } from './past.js';
import type { Ways } from './ways.js';

interface Around {
  readonly doctors: readonly DoctorLine[];
  readonly said: Said;
  readonly limits: Limits;
  /** First and last day of the problem. */
  readonly from: Day;
  readonly to: Day;
  readonly days: readonly Day[];
  readonly problemSlots: readonly ProblemSlot[];
  /** Keys of slots that are settled. */
  readonly begun: ReadonlySet<string>;
  readonly ways: Ways;
  /** Sessions of the problem's days, of the weeks before and of the days after. */
  readonly duties: readonly Duty[];
  /** Those of the weeks that are weighed for who is ahead. */
  readonly former: readonly Duty[];
  readonly zone: string;
}

/** Each doctor as a problem knows them: what they said, what they did before, where they may go. */
export function problemDoctors({
  doctors,
  from,
  to,
  ways,
  limits,
  zone,
  ...around
}: Around): ProblemDoctor[] {
  const answers = new Answers(around.said, around.days);
  const outside = around.duties.filter(({ on }) => on < from || to < on);
  const others = grouped(outside, ({ doctorId }) => doctorId);
  const former = grouped(around.former, ({ doctorId }) => doctorId);
  const ahead = aheadOf(
    doctors.map(({ id }) => id),
    former,
  );
  return doctors.map((doctor): ProblemDoctor => {
    const { overtime, available, ...answer } = answers.of(doctor.id);
    const elsewhere = others.get(doctor.id) ?? [];
    const near = tooNear(around.problemSlots, nextTo(elsewhere, from, to), limits, zone);
    const weighed = ways.fromHome.get(doctor.id)!;
    const knows = new Set((former.get(doctor.id) ?? []).map(({ outletId }) => outletId));
    return {
      id: doctor.id,
      name: doctor.name,
      home: doctor.homeFacilityId,
      scopes: doctor.scopes,
      registration: { districts: doctor.districtIds, until: doctor.validUntil },
      outlets: [...weighed.keys()],
      ahead: ahead.get(doctor.id)!,
      familiar: [...knows].filter((id) => weighed.has(id)),
      ...answer,
      available: available.filter((key) => !around.begun.has(key) && !near.has(key)),
      overtime: overtime ? overtimeLeft(elsewhere, from, limits, zone) : 0,
    };
  });
}

/** The sessions on the day before and the day after. */
function nextTo(sessions: readonly Duty[], from: Day, to: Day): Duty[] {
  const [before, after] = [addDays(from, -1), addDays(to, 1)];
  return sessions.filter(({ on }) => on === before || on === after);
}
