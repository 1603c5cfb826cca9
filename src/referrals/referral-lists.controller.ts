import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, instantAt, isDay } from '../config/domain/calendar.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page } from '../web/page.js';
import { referralStates } from './domain/referral-state.js';
import { referralsPolicy } from './referrals.policy.js';
import { ReferralsQueries, stateChoices } from './referrals.queries.js';

/** The referrals within reach. */
@Controller('referrals')
export class ReferralListsController {
  constructor(
    private readonly queries: ReferralsQueries,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(referralsPolicy.work)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const [from, to] = [ask.query('from'), ask.query('to')];
    const { zone } = this.calendar;
    const filter = {
      state: ask.query('state') || 'open',
      outletId: ask.query('outlet'),
      districtId: ask.query('district'),
      chainId: ask.query('chain'),
      from: isDay(from) ? instantAt(from, '00:00', zone) : undefined,
      until: isDay(to) ? instantAt(addDays(to, 1), '00:00', zone) : undefined,
    };
    const wanted = { ...filter, state: filter.state === 'all' ? undefined : filter.state };
    const total = await this.queries.count(wanted, ask.actor);
    const now = this.calendar.now();
    const read = async (skip: number, take: number) =>
      (await this.queries.list(wanted, ask.actor, skip, take)).map((line) => ({
        ...line,
        isOverdue: line.dueAt !== null && line.dueAt <= now,
      }));
    return page('referrals/index', {
      filter: { ...filter, fromDay: from, toDay: to },
      states: [...stateChoices, ...referralStates],
      list: await listed(ask, read, total),
    });
  }
}
