import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { Doctors } from '../../doctors/doctors.service.js';
import { Registers } from '../../network/registers.service.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import type { DraftAct } from '../draft/draft-act.js';
import { Drafts } from '../draft/drafts.service.js';
import { searchPage } from '../draft/search.page.js';
import { Searches } from '../draft/searches.service.js';
import { DraftChangedMeanwhile } from '../domain/refusals.js';
import { differences } from '../publishing/differences.js';
import { SessionClock } from '../../sessions/session-clock.js';
import { RosterSettings } from '../settings/roster-settings.service.js';
import { rosterPolicy } from '../roster.policy.js';
import { answersOf, outletRows } from './board.page.js';
import { type Board, BoardQueries } from './board.queries.js';
import { BoardChangeForm } from './change.form.js';
import { costWords, signed } from './cost-words.js';
import { figuresOf, figuresPage, lacksOf } from './figures.js';
import { neighbours, Panel } from './panel.js';
import { placeOfRef, seatOfRef } from './refs.js';
import { weekAsked, weekOf } from './week.js';

/** The roster of a week, outlets by days: the draft, or what is published. */
@Controller('roster')
export class BoardController {
  constructor(
    private readonly boards: BoardQueries,
    private readonly panel: Panel,
    private readonly drafts: Drafts,
    private readonly searches: Searches,
    private readonly outlets: Outlets,
    private readonly doctors: Doctors,
    private readonly registers: Registers,
    private readonly settings: RosterSettings,
    private readonly clock: SessionClock,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(rosterPolicy.plan)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const week = weekAsked(ask, this.calendar);
    const board = await this.boards.board(week, ask.actor.reach);
    const chosen = chosenIn(ask);
    const panel = await this.panelOf(board, chosen);
    if (ask.partial)
      return page('roster/panel', { week, draft: board.draft, panel, query: queryOf(ask, week) });
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
    return page('roster/board', {
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
      query: queryOf(ask, week),
      here: paths.roster(`?${queryOf(ask, week)}`),
      districts: districts.map(({ id, name }) => ({ id, name, chosen: id === filter.districtId })),
      chains: chains.map(({ id, name }) => ({ id, name, chosen: id === filter.chainId })),
      search: search && searchPage(search, this.calendar.now()),
      canUndo,
      panel,
    });
  }

  @Post(':week/draft')
  @Allow(rosterPolicy.plan)
  async open(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    await this.drafts.open(week, ask.actor);
    return seeOther(paths.roster(`?week=${week}`), 'roster.board.opened');
  }

  @Post(':week/draft/removal')
  @Allow(rosterPolicy.propose)
  async discard(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    await this.drafts.discard(week, ask.actor);
    return seeOther(paths.roster(`?week=${week}`), 'roster.board.discarded');
  }

  @Post(':week/changes')
  @Allow(rosterPolicy.plan)
  @Again('show')
  async change(@Form() form: BoardChangeForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    const act = actOf(form);
    await this.assertReached(week, act, ask.actor);
    const cost = await this.drafts.change(week, act, ask.actor);
    return seeOther(paths.roster(`?${queryOf(ask, week)}`), `roster.board.done.${form.act}`, {
      total: signed(cost.total),
      terms: costWords(cost, ask.language),
    });
  }

  @Post(':week/undo')
  @Allow(rosterPolicy.plan)
  @Again('show')
  async undo(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    await this.drafts.undo(week, ask.actor);
    return seeOther(paths.roster(`?${queryOf(ask, week)}`), 'roster.board.undone');
  }

  private async panelOf(board: Board, { seat, place }: { seat?: string; place?: string }) {
    const [seatKey, placeKey] = [seatOfRef(seat ?? ''), placeOfRef(place ?? '')];
    const shown = seatKey
      ? await this.panel.seat(board, seatKey)
      : placeKey && (await this.panel.place(board, placeKey));
    if (!shown || !board.draft) return shown;
    const everybody = await this.doctors.working();
    return {
      ...shown,
      everybody: everybody.map(({ id, name, facility }) => ({ id, name: `${name} · ${facility}` })),
    };
  }

  /** Officers of some districts change what lies in them. @throws NotFound */
  private async assertReached(week: string, act: DraftAct, { reach }: Actor): Promise<void> {
    if (reach.over === 'network') return;
    const seats = await this.drafts.seats(week);
    const keys = [...('seat' in act ? [act.seat] : []), ...('with' in act ? [act.with] : [])];
    const touched = keys.map(
      (key) =>
        seats.find((one) => one.doctorId === key.doctorId && one.on === key.on && one.slot === key.slot)
          ?.outletId,
    );
    const outletIds = [...touched, ...('to' in act ? [act.to.outletId] : [])];
    for (const id of new Set(outletIds)) if (id) await this.outlets.find(id, reach);
  }
}

/** What the officer points at: in the address, or in the form that was refused. */
function chosenIn(ask: Ask): { seat?: string; place?: string } {
  const typed = ask.refused?.input as { seat?: string; to?: string } | undefined;
  return {
    seat: typed?.seat ?? (ask.query('seat') || undefined),
    place: typed && !typed.seat ? typed.to : ask.query('place') || undefined,
  };
}

/** The week and the filter, for links that keep them. */
function queryOf(ask: Ask, week: string): string {
  const query = new URLSearchParams({ week });
  for (const name of ['district', 'chain', 'uncovered'])
    if (ask.query(name)) query.set(name, ask.query(name));
  return query.toString();
}

/** @throws DraftChangedMeanwhile when the act lacks what it needs */
function actOf({
  act: kind,
  seat: seatText,
  to: toText,
  with: withText,
  doctorId,
}: BoardChangeForm): DraftAct {
  const [seat, to, other] = [seatOfRef(seatText ?? ''), placeOfRef(toText ?? ''), seatOfRef(withText ?? '')];
  if (kind === 'place' && doctorId && to) return { kind, doctorId, to };
  if (kind === 'move' && seat && to) return { kind, seat, to };
  if (kind === 'replace' && seat && doctorId) return { kind, seat, doctorId };
  if (kind === 'swap' && seat && other) return { kind, seat, with: other };
  if ((kind === 'remove' || kind === 'lock' || kind === 'unlock') && seat) return { kind, seat };
  throw new DraftChangedMeanwhile();
}
