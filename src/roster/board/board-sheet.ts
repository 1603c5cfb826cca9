import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { Registers } from '../../network/registers.service.js';
import { SessionClock } from '../../sessions/session-clock.js';
import type { Actor } from '../../staff/actor.js';
import type { Ask } from '../../web/ask.js';
import { Drafts } from '../draft/drafts.service.js';
import { searchPage } from '../draft/search.page.js';
import { Searches } from '../draft/searches.service.js';
import { differences } from '../publishing/differences.js';
import { rosterPolicy } from '../roster.policy.js';
import { RosterSettings } from '../settings/roster-settings.service.js';
import { answersOf, outletRows } from './board.page.js';
import type { Board } from './board.queries.js';
import { figuresOf, figuresPage, lacksOf } from './figures.js';
import { neighbours } from './panel.js';

/** What the board's page shows around the panel. */
@Injectable()
export class BoardSheet {
  constructor(
    private readonly drafts: Drafts,
    private readonly searches: Searches,
    private readonly registers: Registers,
    private readonly settings: RosterSettings,
    private readonly clock: SessionClock,
    private readonly calendar: Calendar,
  ) {}

  /** @param chosen what the officer points at */
  async of(board: Board, chosen: { readonly seat?: string; readonly place?: string }, ask: Ask<Actor>) {
    const { week } = board;
    const filter = {
      districtId: ask.query('district') || undefined,
      chainId: ask.query('chain') || undefined,
      uncovered: ask.query('uncovered') === '1',
    };
    const lacks = lacksOf(board);
    const [{ confirmHours }, search, canUndo, districts, chains] = await Promise.all([
      this.settings.get(),
      this.searches.state(week),
      this.drafts.canUndo(week),
      this.registers.districtsOf(ask.actor),
      this.registers.chains(),
    ]);
    return {
      week,
      lastDay: board.days.at(-1),
      ...neighbours(week),
      days: board.days.map((on) => ({ on, today: on === this.calendar.today() })),
      draft: board.draft,
      changes:
        board.draft && differences(board.seats, board.published, (one) => this.clock.hasBegun(one)).length,
      mayPropose: rosterPolicy.propose.allows(ask.actor),
      figures: figuresPage(figuresOf(board, lacks), !canUndo),
      outlets: outletRows(
        board,
        lacks,
        filter,
        chosen.seat ?? chosen.place ?? '',
        answersOf(board, confirmHours, this.calendar.now(), this.calendar.today()),
      ),
      filter,
      filtered: Object.values(filter).some(Boolean),
      districts: districts.map(({ id, name }) => ({ id, name, chosen: id === filter.districtId })),
      chains: chains.map(({ id, name }) => ({ id, name, chosen: id === filter.chainId })),
      search: search && searchPage(search, this.calendar.now()),
      canUndo,
    };
  }
}
