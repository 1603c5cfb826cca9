import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import { addDays, type Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Slot } from '../../network/domain/opening-hours.js';
import type { Acting } from '../../staff/actor.js';
import { SearchUnderWay } from '../domain/refusals.js';
import { NetworkProblem } from '../network/network-problem.js';
import type { Duty, Problem, Seat } from '../problem/problem.js';
import { type Search, startSearch } from '../solver/search.js';
import type { Effort, Found, Progress } from '../solver/solve.js';
import { RosterSearch } from './draft.entity.js';
import type { PlannedSeat } from './draft.entity.js';
import { Drafts, seatOf } from './drafts.service.js';
import { Outlooks } from './outlooks.service.js';

/** As long as an officer waits, and near enough to the best. */
const usualEffort: Effort = { seconds: 60, gap: 0.01 };

const heartbeatMs = 500;
/** A search that was not heard of for so long died with its process. */
const lostAfterMs = 30_000;

/** What the page shows of a search. */
export interface SearchState {
  readonly running: boolean;
  readonly startedAt: Date;
  readonly progress: Progress | null;
  readonly stopAsked: boolean;
  /** It ended without a roster. */
  readonly broken: boolean;
}

/**
 * Looks for proposals, each in a thread beside the pages. How a search stands is kept in the database, so that any
 * process can show it and stop it; one that dies with its process is known by its silence.
 */
@Injectable()
export class Searches implements BeforeApplicationShutdown {
  private readonly log = new Logger(Searches.name);
  private readonly here = new Map<Day, { search: Search; ended: Promise<void> }>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly drafts: Drafts,
    private readonly outlooks: Outlooks,
    private readonly problems: NetworkProblem,
  ) {}

  /** The search for a week that runs, or that ran last. */
  async state(week: Day): Promise<SearchState | undefined> {
    const search = await this.reader.of(RosterSearch).findOneBy({ week });
    if (!search) return undefined;
    const running = this.isRunning(search);
    return {
      running,
      startedAt: search.startedAt,
      progress: search.progress,
      stopAsked: search.stopAskedAt !== null,
      broken: !running && (search.fault !== null || search.endedAt === null),
    };
  }

  /** Begins to look for a week's roster; locked seats stay. @throws SearchUnderWay for this week or another */
  async start(week: Day, actor: Acting, effort: Effort = usualEffort): Promise<void> {
    const others = await this.reader.of(RosterSearch).find();
    if (others.some((search) => this.isRunning(search))) throw new SearchUnderWay();
    await this.drafts.open(week, actor);
    const expected = await this.outlooks.count(week);
    const locked = (await this.drafts.seats(week)).filter((seat) => seat.locked);
    const problem = withLocked(
      await this.problems.between(week, addDays(week, 6), { expected, going: locked }),
      locked,
    );
    await this.units.run(actor, async (unit) => {
      const known = await unit.manager.findOneBy(RosterSearch, { week });
      if (known && this.isRunning(known)) throw new SearchUnderWay();
      const begun = {
        week,
        startedAt: unit.at,
        startedBy: actor.id,
        heardAt: unit.at,
        stopAskedAt: null,
        endedAt: null,
        progress: null,
        fault: null,
      };
      await unit.manager.upsert(RosterSearch, begun, ['week']);
      await unit.record({ name: 'search.started', subject: { kind: 'roster-week', id: week } });
    });
    this.run(week, problem, locked, actor, effort);
  }

  /** Asks a search to end with the best it has, wherever it runs. */
  async stop(week: Day, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await unit.manager.update(RosterSearch, { week }, { stopAskedAt: unit.at });
      await unit.record({ name: 'search.stopped', subject: { kind: 'roster-week', id: week } });
    });
  }

  /** @throws SearchUnderWay when a proposal for the week is being looked for */
  async assertNone(week: Day): Promise<void> {
    if ((await this.state(week))?.running) throw new SearchUnderWay();
  }

  /** Waits until the search for a week that runs in this process has ended. */
  async ended(week: Day): Promise<void> {
    await this.here.get(week)?.ended;
  }

  /** What was found so far is laid before the process ends. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const { search } of this.here.values()) search.stop();
    await Promise.all([...this.here.values()].map(({ ended }) => ended));
  }

  private run(
    week: Day,
    problem: Problem,
    locked: readonly PlannedSeat[],
    actor: Acting,
    effort: Effort,
  ): void {
    let progress: Progress | null = null;
    const search = startSearch(problem, effort, (told) => (progress = told));
    const heartbeat = setInterval(() => {
      void this.beat(week, progress, search).catch((error: unknown) => this.log.error(error));
    }, heartbeatMs);
    const ended = search.found
      .then((found) => this.lay(week, found, locked, actor))
      .then(
        () => this.end(week, progress, null),
        (error: unknown) => {
          this.log.error(error);
          return this.end(week, progress, String(error));
        },
      )
      .finally(() => {
        clearInterval(heartbeat);
        this.here.delete(week);
      });
    this.here.set(week, { search, ended });
  }

  private async lay(week: Day, found: Found, locked: readonly PlannedSeat[], actor: Acting): Promise<void> {
    const { roster, status, cost, bound, gap, seconds } = found;
    const at = this.clock.now().toISOString();
    await this.drafts.lay(
      week,
      plannedSeats(roster, locked),
      { status, cost, bound, gap, seconds, at },
      actor,
    );
  }

  private async beat(week: Day, progress: Progress | null, search: Search): Promise<void> {
    await this.units.run({ id: null }, (unit) =>
      unit.manager.update(RosterSearch, { week }, { heardAt: unit.at, progress }),
    );
    const row = await this.reader.of(RosterSearch).findOneBy({ week });
    if (row?.stopAskedAt) search.stop();
  }

  private async end(week: Day, progress: Progress | null, fault: string | null): Promise<void> {
    await this.units.run({ id: null }, (unit) =>
      unit.manager.update(RosterSearch, { week }, { endedAt: unit.at, progress, fault }),
    );
  }

  private isRunning({ endedAt, heardAt }: RosterSearch): boolean {
    return endedAt === null && this.clock.now().getTime() - heardAt.getTime() < lostAfterMs;
  }
}

/** The problem with an officer's locked seats beside those that have begun; where both speak of a doctor, what began stays. */
function withLocked(problem: Problem, locked: readonly PlannedSeat[]): Problem {
  const doctors = new Set(problem.doctors.map(({ id }) => id));
  const outlets = new Set(problem.outlets.map(({ id }) => id));
  const begun = new Set(problem.locked.map(({ doctor, slot }) => `${doctor} ${slot}`));
  const more: Seat[] = locked
    .map(seatOf)
    .filter(
      ({ doctor, outlet, slot }) =>
        doctors.has(doctor) && outlets.has(outlet) && !begun.has(`${doctor} ${slot}`),
    );
  return { ...problem, locked: [...problem.locked, ...more] };
}

function plannedSeats(roster: readonly Duty[], locked: readonly PlannedSeat[]): PlannedSeat[] {
  const held = new Set(locked.map(({ doctorId, on, slot }) => `${doctorId} ${on} ${slot}`));
  return roster.map(({ doctor, outlet, slot: key }) => {
    const [on, slot] = key.split(' ') as [Day, Slot];
    return { doctorId: doctor, outletId: outlet, on, slot, locked: held.has(`${doctor} ${key}`) };
  });
}
