import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { type Page, page } from '../../web/page.js';
import { Drafts } from '../draft/drafts.service.js';
import { needKey } from '../network/weighed-needs.js';
import { Advice } from '../../rostering/problem/advice.js';
import { costOf } from '../../rostering/problem/cost.js';
import { terms } from '../../rostering/problem/problem.js';
import { dutiesOf } from '../../rostering/problem/seated.js';
import { rosterPolicy } from '../roster.policy.js';
import { BoardQueries } from './board.queries.js';
import { doctorRows, sortings } from './doctor-rows.js';
import { lacksOf } from './figures.js';
import { neighbours } from './panel.js';
import { placeRef } from './refs.js';
import { weekAsked } from './week.js';

/** Reasons are worked out for so many gaps: each is looked at with every doctor. */
const mostReasons = 100;

/** The roster of a week looked at otherwise: by doctor, and by what is missing. */
@Controller('roster')
export class ViewsController {
  constructor(
    private readonly boards: BoardQueries,
    private readonly drafts: Drafts,
    private readonly calendar: Calendar,
  ) {}

  @Get('doctors')
  @Allow(rosterPolicy.plan)
  async doctors(@Asked() ask: Ask<Actor>): Promise<Page> {
    const week = weekAsked(ask, this.calendar);
    const board = await this.boards.board(week, ask.actor.reach);
    const by = sortings.find((one) => one === ask.query('by')) ?? 'name';
    return page('roster/doctors', {
      week,
      ...neighbours(week),
      days: board.days.map((on) => ({ on, today: on === this.calendar.today() })),
      draft: board.draft,
      rows: doctorRows(board, by, this.calendar.zone),
      sortings: sortings.map((one) => ({ by: one, chosen: one === by })),
    });
  }

  @Get('uncovered')
  @Allow(rosterPolicy.plan)
  async uncovered(@Asked() ask: Ask<Actor>): Promise<Page> {
    const week = weekAsked(ask, this.calendar);
    const board = await this.boards.board(week, ask.actor.reach);
    const problem = await this.drafts.problem(week);
    const duties = dutiesOf(problem, await this.drafts.coming(week));
    const lacks = lacksOf(board);
    const worst = new Set(lacks.slice(0, mostReasons).map(needKey));
    const gaps = new Map(
      new Advice(problem, duties)
        .gaps(problem.needs.filter(({ id }) => worst.has(id)))
        .map((gap) => [gap.need.id, gap]),
    );
    const outletName = new Map(board.outlets.map(({ id, name }) => [id, name]));
    const cost = costOf(problem, duties);
    return page('roster/uncovered', {
      week,
      ...neighbours(week),
      draft: board.draft,
      shown: Math.min(mostReasons, lacks.length),
      more: lacks.length > mostReasons,
      lacks: lacks.map((lack) => {
        const gap = gaps.get(needKey(lack));
        return {
          ...lack,
          ref: placeRef(lack),
          outlet: outletName.get(lack.outletId),
          visits: lack.visits === undefined ? undefined : Math.round(lack.visits),
          couldGo: gap?.couldGo,
          excluded: Object.entries(gap?.excluded ?? {})
            .map(([rule, count]) => ({ rule, count }))
            .sort((a, b) => b.count - a.count),
        };
      }),
      cost: {
        total: Math.round(cost.total),
        terms: terms.map((term) => ({ term, amount: Math.round(cost.terms[term]) })),
      },
      bound: board.draft?.proposal && Math.round(board.draft.proposal.bound),
      gapPercent: board.draft?.proposal && Math.round(board.draft.proposal.gap * 1000) / 10,
    });
  }
}
