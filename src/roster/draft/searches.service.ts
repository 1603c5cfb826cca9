import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import { addDays, type Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Acting } from '../../staff/actor.js';
import { DraftChangedMeanwhile, SearchUnderWay } from '../domain/refusals.js';
import { NetworkProblem } from '../network/network-problem.js';
import type { RosterSeat, Problem, Seat } from '../../rostering/problem/problem.js';
import { type Search, startSearch } from '../../rostering/solver/search.js';
import type { Effort, Found, Progress } from '../../rostering/solver/solve.js';
import { isRunning, type PlannedSeat, RosterSearch } from './draft.entity.js';
import { Drafts } from './drafts.service.js';
import { slotOf } from '../network/slot-key.js';
import { seatOf } from './seats.js';
import { Outlooks } from './outlooks.service.js';

/** As long as an officer waits, and near enough to the best. */
const usualEffort: Effort = { seconds: 60, gap: 0.01 };

const heartbeatMs = 500;
/** So long the board says that a search broke down. */
const shownMs = 3_600_000;
/** What a search works on. */
interface Task {
  readonly week: Day;
  readonly problem: Problem;
  readonly locked: readonly PlannedSeat[];
  /** The draft's when the search began. */
  readonly revision: number;
  readonly actor: Acting;
  readonly effort: Effort;
}

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
    const running = isRunning(search, this.clock.now());
    return {
      running,
      startedAt: search.startedAt,
      progress: search.progress,
      stopAsked: search.stopAskedAt !== null,
      broken:
        !running &&
        (search.fault !== null || search.endedAt === null) &&
        this.clock.now().getTime() - search.startedAt.getTime() < shownMs,
    };
  }

  /**
   * Begins to look for a week's roster; locked seats stay.
   * @throws SearchUnderWay for this week or another @throws DraftChangedMeanwhile if it was thrown away just now
   */
  async start(week: Day, actor: Acting, effort: Effort = usualEffort): Promise<void> {
    await this.drafts.begin(week, actor);
    // From here on nobody changes the draft: what the search is told is what it lays its roster over.
    await this.units.run(actor, async (unit) => {
      const known = await unit.manager.find(RosterSearch);
      if (known.some((search) => isRunning(search, unit.at))) throw new SearchUnderWay();
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
    try {
      const expected = await this.outlooks.count(week);
      const locked = (await this.drafts.seats(week)).filter((seat) => seat.locked);
      const draft = await this.drafts.find(week);
      // Between the two somebody may have thrown the draft away.
      if (!draft) throw new DraftChangedMeanwhile();
      const days = { expected, going: locked };
      const problem = withLocked(await this.problems.between(week, addDays(week, 6), days), locked);
      this.run({ week, problem, locked, revision: draft.revision, actor, effort });
    } catch (error) {
      await this.end(week, null, String(error));
      throw error;
    }
  }

  /** Asks a search to end with the best it has, wherever it runs. */
  async stop(week: Day, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await unit.manager.update(RosterSearch, { week }, { stopAskedAt: unit.at });
      await unit.record({ name: 'search.stopped', subject: { kind: 'roster-week', id: week } });
    });
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

  private run({ week, problem, effort, ...task }: Task): void {
    let progress: Progress | null = null;
    const search = startSearch(problem, effort, (told) => (progress = told));
    const heartbeat = setInterval(() => {
      void this.beat(week, progress, search).catch((error: unknown) => this.log.error(error));
    }, heartbeatMs);
    const ended = search.found
      .then((found) => this.lay(week, found, task))
      .then(
        () => this.end(week, progress, null),
        (error: unknown) => {
          this.log.error(error);
          return this.end(week, progress, String(error));
        },
      )
      .catch((error: unknown) => this.log.error(error))
      .finally(() => {
        clearInterval(heartbeat);
        this.here.delete(week);
      });
    this.here.set(week, { search, ended });
  }

  private async lay(
    week: Day,
    found: Found,
    { locked, revision, actor }: Omit<Task, 'week' | 'problem' | 'effort'>,
  ): Promise<void> {
    const { roster, status, cost, bound, gap, seconds } = found;
    const at = this.clock.now().toISOString();
    await this.drafts.lay(
      week,
      plannedSeats(roster, locked),
      { status, cost, bound, gap, seconds, at },
      revision,
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

function plannedSeats(roster: readonly RosterSeat[], locked: readonly PlannedSeat[]): PlannedSeat[] {
  const held = new Set(locked.map((seat) => JSON.stringify(seatOf(seat))));
  return roster.map(({ doctor, outlet, slot }) => {
    const seat = { doctorId: doctor, outletId: outlet, ...slotOf(slot) };
    return { ...seat, locked: held.has(JSON.stringify(seatOf(seat))) };
  });
}
