import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import type { DraftAct } from '../draft/draft-act.js';
import { DraftReach } from '../draft/draft-reach.js';
import { Drafts } from '../draft/drafts.service.js';
import { DraftChangedMeanwhile } from '../domain/refusals.js';
import { rosterPolicy } from '../roster.policy.js';
import { type Board, BoardQueries } from './board.queries.js';
import { BoardSheet } from './board-sheet.js';
import { BoardChangeForm } from './change.form.js';
import { costWords, signed } from './cost-words.js';
import { Panel } from './panel.js';
import { placeOfRef, seatOfRef } from './refs.js';
import { weekAsked, weekOf } from './week.js';

/** The roster of a week, outlets by days: the draft, or what is published. */
@Controller('roster')
export class BoardController {
  constructor(
    private readonly boards: BoardQueries,
    private readonly sheet: BoardSheet,
    private readonly panel: Panel,
    private readonly drafts: Drafts,
    private readonly reach: DraftReach,
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
    return page('roster/board', {
      ...(await this.sheet.of(board, chosen, ask)),
      query: queryOf(ask, week),
      here: paths.roster(`?${queryOf(ask, week)}`),
      panel,
    });
  }

  @Post(':week/changes')
  @Allow(rosterPolicy.plan)
  @Again('show')
  async change(@Form() form: BoardChangeForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const week = weekOf(ask);
    const act = actOf(form);
    await this.reach.assertCovers(week, act, ask.actor);
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
    const everybody = await this.panel.everybody();
    return {
      ...shown,
      everybody: everybody.map(({ id, name, facility }) => ({ id, name: `${name} · ${facility}` })),
    };
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
