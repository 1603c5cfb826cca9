import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { addDays, type Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { insertMany } from '../../database/insert-many.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Acting } from '../../staff/actor.js';
import {
  DraftChangedMeanwhile,
  NothingToUndo,
  RuleBroken,
  SearchUnderWay,
  SessionBegun,
} from '../domain/refusals.js';
import { NetworkProblem } from '../network/network-problem.js';
import type { Problem, Seat } from '../../rostering/problem/problem.js';
import { isComing, SessionsQueries } from '../../sessions/sessions.queries.js';
import {
  DraftChange,
  DraftSeat,
  isRunning,
  type PlannedSeat,
  type Proposal,
  RosterDraft,
  RosterSearch,
} from './draft.entity.js';
import { changeOf, type DraftAct, pastOf } from './draft-act.js';
import { type CostChange, Judging } from './judging.js';
import { Outlooks } from './outlooks.service.js';
import { plannedOf, seatOf } from './seats.js';

/** The rosters that officers think about before anybody is told. */
@Injectable()
export class Drafts {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: SessionsQueries,
    private readonly outlooks: Outlooks,
    private readonly outlets: Outlets,
    private readonly problems: NetworkProblem,
  ) {}

  async find(week: Day): Promise<RosterDraft | null> {
    return this.reader.of(RosterDraft).findOneBy({ week });
  }

  async seats(week: Day): Promise<DraftSeat[]> {
    return this.reader.of(DraftSeat).findBy({ week });
  }

  /** Where doctors will be as far as we know, in the draft or else as published: who declined will not come. */
  async coming(week: Day): Promise<Seat[]> {
    const published = await this.queries.between(week, addDays(week, 6));
    const declined = new Set(
      published.filter((duty) => !isComing(duty)).map((duty) => JSON.stringify(seatOf(duty))),
    );
    const planned = (await this.find(week)) ? await this.seats(week) : published;
    return planned.map(seatOf).filter((seat) => !declined.has(JSON.stringify(seat)));
  }

  /** Whether the last change can be undone. */
  async canUndo(week: Day): Promise<boolean> {
    return this.reader.of(DraftChange).existsBy({ week, undoneAt: IsNull() });
  }

  /** Counts what to expect of a week, and begins a draft of it. */
  async open(week: Day, actor: Acting): Promise<void> {
    if (await this.find(week)) return;
    await this.outlooks.count(week);
    await this.begin(week, actor);
  }

  /** Begins a draft of a week with what is published; one that stands stays as it is. */
  async begin(week: Day, actor: Acting): Promise<void> {
    if (await this.find(week)) return;
    await this.units.run(actor, async (unit) => {
      if (await unit.manager.existsBy(RosterDraft, { week })) return;
      const published = await this.queries.between(week, addDays(week, 6), unit.manager);
      await unit.manager.insert(RosterDraft, {
        week,
        revision: 0,
        proposal: null,
        openedAt: unit.at,
        openedBy: actor.id,
        changedAt: unit.at,
      });
      await this.seat(unit, week, published.map(plannedOf));
      await unit.record({ name: 'draft.opened', subject: { kind: 'roster-week', id: week } });
    });
  }

  /**
   * Lays what a search found over the draft, locked seats and all.
   * @throws DraftChangedMeanwhile when the draft is not the one that the search began with
   */
  async lay(
    week: Day,
    seats: readonly PlannedSeat[],
    proposal: Proposal,
    revision: number,
    actor: Acting,
  ): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const draft = await unit.manager.findOneBy(RosterDraft, { week });
      // What was published meanwhile went into the draft: a roster that does not know of it is none.
      if (draft?.revision !== revision) throw new DraftChangedMeanwhile();
      await unit.manager.delete(DraftSeat, { week });
      await unit.manager.delete(DraftChange, { week });
      await this.seat(unit, week, seats);
      await unit.manager.update(
        RosterDraft,
        { week },
        { proposal, revision: draft.revision + 1, changedAt: unit.at },
      );
      const { status, cost, bound, gap, seconds } = proposal;
      await unit.record({
        name: 'draft.proposed',
        subject: { kind: 'roster-week', id: week },
        after: { status, cost: cost.total, bound, gap, seconds, sessions: seats.length },
      });
    });
  }

  /** Throws the draft away; what is published stays. */
  async discard(week: Day, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await this.assertNoSearch(unit, week);
      await this.drop(unit, week);
      await unit.record({ name: 'draft.discarded', subject: { kind: 'roster-week', id: week } });
    });
  }

  /** The same as part of another act. */
  async drop(unit: Unit, week: Day): Promise<void> {
    for (const entity of [DraftSeat, DraftChange, RosterDraft]) await unit.manager.delete(entity, { week });
  }

  /**
   * Does what an officer says, if no hard rule stands against it.
   * @returns what it costs
   * @throws RuleBroken @throws SessionBegun @throws DraftChangedMeanwhile
   */
  async change(week: Day, act: DraftAct, actor: Acting): Promise<CostChange> {
    const draft = await this.find(week);
    if (!draft) throw new DraftChangedMeanwhile();
    const seats = await this.seats(week);
    const { taken, given } = changeOf(act, seats);
    const change = { taken: taken.map(seatOf), given: given.map(seatOf) };
    const problem = await this.problem(week, given);
    assertNotBegun(problem, [...change.taken, ...change.given]);
    const judging = new Judging(problem, seats.map(seatOf));
    const [broken] = act.kind === 'lock' || act.kind === 'unlock' ? [] : judging.broken(change);
    if (broken) throw new RuleBroken(broken.rules[0]!, judging.namesOf(broken.seat));
    const cost = judging.cost(change);
    await this.units.run(actor, async (unit) => {
      await this.exchange(unit, draft, taken, given);
      await unit.manager.insert(DraftChange, {
        id: unit.newKey(),
        week,
        revision: draft.revision,
        taken,
        given,
        at: unit.at,
        by: actor.id,
      });
      await unit.record({
        name: `draft.${pastOf[act.kind]}`,
        subject: { kind: 'roster-week', id: week },
        before: taken.length > 0 ? { seats: taken } : undefined,
        after: given.length > 0 ? { seats: given } : undefined,
      });
    });
    return cost;
  }

  /** Takes the last change back. @throws NothingToUndo @throws DraftChangedMeanwhile @throws NotFound outside the reach */
  async undo(week: Day, actor: Acting): Promise<void> {
    const draft = await this.find(week);
    if (!draft) throw new DraftChangedMeanwhile();
    await this.units.run(actor, async (unit) => {
      const last = await unit.manager.findOne(DraftChange, {
        where: { week, undoneAt: IsNull() },
        order: { revision: 'DESC' },
      });
      if (!last) throw new NothingToUndo();
      for (const { outletId } of [...last.given, ...last.taken])
        await this.outlets.findIn(unit, outletId, actor.reach);
      await this.exchange(unit, draft, last.given, last.taken);
      await unit.manager.update(DraftChange, { id: last.id }, { undoneAt: unit.at });
      await unit.record({
        name: 'draft.undone',
        subject: { kind: 'roster-week', id: week },
        before: { seats: last.given },
        after: { seats: last.taken },
      });
    });
  }

  /** The problem that a week's draft answers, or what is published of it. */
  async problem(week: Day, going: readonly PlannedSeat[] = []): Promise<Problem> {
    const [seats, expected] = [await this.seats(week), await this.outlooks.of(week)];
    return this.problems.between(week, addDays(week, 6), { expected, going: [...seats, ...going] });
  }

  /** @throws SearchUnderWay when a proposal for the week is being looked for: it would not know of a change */
  async assertNoSearch(unit: Unit, week: Day): Promise<void> {
    const search = await unit.manager.findOneBy(RosterSearch, { week });
    if (search && isRunning(search, unit.at)) throw new SearchUnderWay();
  }

  private async exchange(
    unit: Unit,
    { week, revision }: RosterDraft,
    taken: readonly PlannedSeat[],
    given: readonly PlannedSeat[],
  ): Promise<void> {
    await this.assertNoSearch(unit, week);
    // Whoever changed the draft since it was judged comes first.
    const { affected } = await unit.manager.update(
      RosterDraft,
      { week, revision },
      { revision: revision + 1, changedAt: unit.at },
    );
    if (affected === 0) throw new DraftChangedMeanwhile();
    for (const { doctorId, on, slot } of taken) await unit.manager.delete(DraftSeat, { doctorId, on, slot });
    await this.seat(unit, week, given);
  }

  private async seat(unit: Unit, week: Day, seats: readonly PlannedSeat[]): Promise<void> {
    const rows = seats.map(({ doctorId, outletId, on, slot, locked }) => ({
      doctorId,
      outletId,
      on,
      slot,
      locked,
      week,
    }));
    await insertMany(unit, DraftSeat, rows);
  }
}

function assertNotBegun(problem: Problem, seats: readonly Seat[]): void {
  const begun = new Set(problem.locked.map(({ slot }) => slot));
  if (seats.some(({ slot }) => begun.has(slot))) throw new SessionBegun();
}
