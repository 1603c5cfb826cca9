import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Availabilities } from '../doctors/availabilities.service.js';
import { slots } from '../network/domain/opening-hours.js';
import type { Acting } from '../staff/actor.js';
import { plannedOf, seatOf } from '../roster/draft/seats.js';
import { Judging } from '../roster/draft/judging.js';
import { RuleBroken } from '../roster/domain/refusals.js';
import { slotKey } from '../roster/network/slot-key.js';
import type { Seat } from '../rostering/problem/problem.js';
import { dutiesOf } from '../rostering/problem/seated.js';
import type { SessionChange } from '../sessions/changes/session-change.js';
import { Versions } from '../sessions/changes/versions.service.js';
import { type Duty } from '../sessions/sessions.queries.js';
import { Sessions } from '../sessions/sessions.service.js';
import { absenceOf } from '../rostering/solver/absence.js';
import { joined } from '../rostering/solver/part.js';
import { startSearch } from '../rostering/solver/search.js';
import { type Absence, Situations } from './situations.js';
import { stepsBetween, type Step, type Vacancy, vacancies } from './absence.js';

/** As long as an officer waits for a mending; near enough is a thousandth. */
const effort = { seconds: 1.5, gap: 0.001 };

/** Mends what is published when a doctor can't come: whom to send instead, or how to move as few as possible. */
@Injectable()
export class Mending {
  constructor(
    private readonly units: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly situations: Situations,
    private readonly availabilities: Availabilities,
    private readonly versions: Versions,
  ) {}

  /** The sessions that a doctor leaves, and the best three for each. */
  async vacancies(absence: Absence, actor: Acting): Promise<Vacancy[]> {
    const { whole, seats, left } = await this.situations.of(absence, actor);
    return left.length > 0 ? vacancies(whole, seats, left) : [];
  }

  /** The steps that mend it all with the fewest and cheapest moves: whoever is near may move in these slots. */
  async leastMoves(absence: Absence, actor: Acting): Promise<Step[]> {
    const { problem, seats, left } = await this.situations.of(absence, actor);
    if (left.length === 0) return [];
    const roster = dutiesOf(problem, seats);
    const slotKeys = new Set(left.map(({ on, slot }) => slotKey(on, slot)));
    const { part, freed, standing } = absenceOf(problem, roster, absence.doctorId, slotKeys);
    const found = await startSearch(part, effort, () => undefined).found;
    return stepsBetween(roster, joined(standing, freed, found.roster));
  }

  /**
   * Calls a doctor off for some days and does the steps that were chosen, in one act: the doctor can't on these days
   * any more, and everybody who is concerned gets one mail.
   * @throws DaysReversed @throws TooManyDays @throws RuleBroken when a step would break a hard rule
   * @throws PublishedMeanwhile when somebody was faster
   */
  async mend(absence: Absence, steps: readonly Step[], reason: string, actor: Acting): Promise<number> {
    const { doctorId, from, to } = absence;
    const { problem, seats, left, published, seen } = await this.situations.of(absence, actor);
    const others = steps.filter((step) => step.doctorId !== doctorId);
    const change = {
      taken: [
        ...left.map((duty) => seatOf(plannedOf(duty))),
        ...others.flatMap((step) => (step.from === undefined ? [] : [seat(step, step.from)])),
      ],
      given: others.flatMap((step) => (step.to === undefined ? [] : [seat(step, step.to)])),
    };
    const judging = new Judging(problem, seats);
    const [broken] = judging.broken(change);
    if (broken) throw new RuleBroken(broken.rules[0]!, judging.namesOf(broken.seat));
    const changes = [
      ...left.map((duty): SessionChange => ({ kind: 'cancel', assignmentId: duty.id, reason })),
      ...others.flatMap((step) => changeOf(step, published, reason)),
    ];
    return this.units.run(actor, async (unit) => {
      // It was judged by what was published then; whoever changed it since comes first.
      for (const [week, number] of seen) await this.versions.assertLatest(unit, week, number);
      await this.availabilities.sayOtherwiseIn(unit, doctorId, {
        from,
        to,
        slots: absence.slots ?? slots,
        says: 'cannot',
        note: reason,
      });
      await this.sessions.apply(unit, changes, actor);
      await unit.record({
        name: 'roster.mended',
        subject: { kind: 'doctor', id: doctorId },
        after: { from, to, reason, left: left.length, steps: others.length },
      });
      return left.length;
    });
  }
}

function changeOf(step: Step, published: readonly Duty[], reason: string): SessionChange[] {
  const { doctorId, on, slot, from, to } = step;
  const place = to === undefined ? undefined : { outletId: to, on, slot };
  if (from === undefined) return place ? [{ kind: 'assign', doctorId, to: place }] : [];
  const duty = published.find((one) => one.doctorId === doctorId && one.on === on && one.slot === slot);
  if (!duty) return [];
  const assignmentId = duty.id;
  return [place ? { kind: 'move', assignmentId, to: place } : { kind: 'cancel', assignmentId, reason }];
}

const seat = ({ doctorId, on, slot }: Step, outlet: string): Seat => ({
  doctor: doctorId,
  outlet,
  slot: slotKey(on, slot),
});
