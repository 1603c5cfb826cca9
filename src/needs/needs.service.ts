import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Between, MoreThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, daysBetween, mondayOf } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Scope } from '../doctors/domain/scope.js';
import { isApproved } from '../network/domain/approval.js';
import { isOpen, type Slot, slots } from '../network/domain/opening-hours.js';
import type { OpeningException, Outlet } from '../network/outlet.entity.js';
import { FirstSteps } from '../network/first-steps.js';
import { Outlets } from '../network/outlets.service.js';
import { paths } from '../web/paths.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { doctorsOn, expectedVisits, type NeedWeek, noNeed, weeksBack } from './domain/need.js';
import { FeverHistory } from './fever-history.js';
import { NeedChange, NeedPattern } from './need.entity.js';
import { grouped } from '../rostering/problem/grouped.js';

/** Doctors that an outlet needs in a slot of a day. */
export interface NeedOfDay {
  readonly on: Day;
  readonly slot: Slot;
  readonly scope: Scope;
  readonly doctors: number;
}

export interface OutletNeed extends NeedOfDay {
  readonly outletId: string;
}

/** Fever visits to expect: outlet → slot after slot from Monday to Sunday, 21 numbers. */
export type Expectations = Readonly<Record<string, readonly number[]>>;

/** How many doctors outlets need, when, and of what scope. */
@Injectable()
export class Needs implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly history: FeverHistory,
    private readonly calendar: Calendar,
    private readonly firstSteps: FirstSteps,
  ) {}

  onModuleInit(): void {
    this.firstSteps.offer({
      name: 'need',
      path: paths.outletNeed,
      policy: 'roster.setNeed',
      isDone: ({ id }) => this.reader.of(NeedPattern).existsBy({ outletId: id }),
    });
  }

  /** What any week of an outlet asks for, and the days to come that are otherwise. */
  async of(outletId: string, scope: Scope): Promise<{ week: NeedWeek; changes: NeedChange[] }> {
    const [pattern, changes] = await Promise.all([
      this.reader.of(NeedPattern).findOneBy({ outletId, scope }),
      this.reader.of(NeedChange).find({
        where: { outletId, scope, on: MoreThanOrEqual(this.calendar.today()) },
        order: { on: 'ASC', slot: 'ASC' },
      }),
    ]);
    return { week: pattern?.week ?? noNeed, changes };
  }

  /** Fever visits to expect at an outlet in each slot of this week: 21 numbers. */
  async expected(outletId: string): Promise<number[]> {
    const monday = mondayOf(this.calendar.today());
    const history = await this.history.between(
      addDays(monday, -7 * weeksBack),
      addDays(monday, -1),
      outletId,
    );
    return expectedVisits(history, monday);
  }

  /** Fever visits to expect at each outlet in each slot of the week of a day: outlet → 21 numbers. */
  async expectations(day: Day): Promise<Expectations> {
    const monday = mondayOf(day);
    const history = await this.history.between(addDays(monday, -7 * weeksBack), addDays(monday, -1));
    return Object.fromEntries(
      [...grouped(history, ({ outletId }) => outletId)].map(([id, counts]) => [
        id,
        expectedVisits(counts, monday),
      ]),
    );
  }

  /** The needs of outlets from one day to another: none where one is closed, suspended or not approved. */
  async between(outlets: readonly Outlet[], from: Day, to: Day): Promise<OutletNeed[]> {
    const ids = outlets.map(({ id }) => id);
    const [patterns, changes, exceptions] = await Promise.all([
      this.reader.of(NeedPattern).find(),
      this.reader.of(NeedChange).findBy({ on: Between(from, to) }),
      this.outlets.exceptions(ids, from, to),
    ]);
    const said = {
      patterns: grouped(patterns, ({ outletId }) => outletId),
      changes: grouped(changes, ({ outletId }) => outletId),
      exceptions: grouped(exceptions, ({ outletId }) => outletId),
    };
    return outlets.flatMap((outlet) =>
      needsOf(
        outlet,
        said.patterns.get(outlet.id) ?? [],
        said.changes.get(outlet.id) ?? [],
        said.exceptions.get(outlet.id) ?? [],
        daysBetween(from, to),
      ).map((need) => ({ ...need, outletId: outlet.id })),
    );
  }

  /** Says how many doctors of a scope an outlet needs in any week. @throws NotFound outside the reach */
  async set(outletId: string, scope: Scope, week: NeedWeek, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const before = await unit.manager.findOneBy(NeedPattern, { outletId, scope });
      await unit.manager.upsert(NeedPattern, { outletId, scope, week }, ['outletId', 'scope']);
      await unit.record({
        name: 'need.set',
        subject: { kind: 'outlet', id: outletId },
        outletId,
        before: before ? { scope, week: before.week } : undefined,
        after: { scope, week },
      });
    });
  }

  /** Says otherwise of one slot of a day; the latest word counts. @throws NotFound outside the reach */
  async change(
    outletId: string,
    change: NeedOfDay & { readonly note?: string | null },
    actor: Acting,
  ): Promise<void> {
    const { on, slot, scope, doctors, note } = change;
    await this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const before = await unit.manager.findOneBy(NeedChange, { outletId, on, slot, scope });
      if (before) await unit.manager.delete(NeedChange, { id: before.id });
      const row = { id: unit.newKey(), outletId, on, slot, scope, doctors, note: note ?? null };
      await unit.manager.insert(NeedChange, row);
      await unit.record({
        name: 'need.changed',
        subject: { kind: 'outlet', id: outletId },
        outletId,
        before: before ? { on, slot, scope, doctors: before.doctors } : undefined,
        after: { on, slot, scope, doctors, note },
      });
    });
  }

  /** The day needs what any week does again. @throws NotFound */
  async takeBack(outletId: string, changeId: string, actor: Acting): Promise<Scope> {
    return this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const change = await unit.manager.findOneBy(NeedChange, { id: changeId, outletId });
      if (!change) throw new NotFound();
      await unit.manager.delete(NeedChange, { id: changeId });
      const { on, slot, scope, doctors } = change;
      await unit.record({
        name: 'need.taken-back',
        subject: { kind: 'outlet', id: outletId },
        outletId,
        before: { on, slot, scope, doctors },
      });
      return scope;
    });
  }
}

function needsOf(
  outlet: Outlet,
  patterns: readonly NeedPattern[],
  changes: readonly NeedChange[],
  exceptions: readonly OpeningException[],
  days: readonly Day[],
): NeedOfDay[] {
  const scopes = new Set([...patterns, ...changes].map(({ scope }) => scope));
  const needs: NeedOfDay[] = [];
  for (const on of scopes.size > 0 ? days : []) {
    for (const slot of slots) {
      if (!seesPatients(outlet, exceptions, on, slot)) continue;
      for (const scope of scopes) {
        const week = patterns.find((one) => one.scope === scope)?.week ?? noNeed;
        const dated = changes.filter((one) => one.scope === scope);
        const doctors = doctorsOn(week, dated, on, slot);
        if (doctors > 0) needs.push({ on, slot, scope, doctors });
      }
    }
  }
  return needs;
}

/** Whether an outlet is open and approved in a slot of a day; one that does not state its hours may be. */
export function seesPatients(
  outlet: Outlet,
  exceptions: readonly OpeningException[],
  on: Day,
  slot: Slot,
): boolean {
  return (
    isApproved(outlet.state, outlet.approvedUntil, on) && isOpen(outlet.week, on, slot, exceptions) !== false
  );
}
