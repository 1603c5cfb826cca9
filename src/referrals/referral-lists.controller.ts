import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, instantAt, isDay } from '../config/domain/calendar.js';
import { Outlets } from '../network/outlets.service.js';
import { type Actor, programActing } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { VisitsQueries } from '../visits/visits.queries.js';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { referralStates } from './domain/referral-state.js';
import { referralsPolicy } from './referrals.policy.js';
import { ReferralsQueries, stateChoices } from './referrals.queries.js';

/** The referrals within reach, and the one of a visit. */
@Controller()
export class ReferralListsController {
  constructor(
    private readonly queries: ReferralsQueries,
    private readonly visits: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly calendar: Calendar,
  ) {}

  @Get('referrals')
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

  /** The referral of a visit: there is one as soon as its patient is sent away. */
  @Get('outlets/:outletId/visits/:visitId/referral')
  @Allow(referralsPolicy.refer)
  async ofVisit(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const visit = await this.visits.find(outlet.id, ask.key('visitId'));
    const [open] = await this.queries.list(
      { state: 'open', patientId: visit.patientId },
      programActing,
      0,
      1,
    );
    const referral = open ?? (await this.queries.ofVisit(visit.id));
    if (!referral) throw new NotFound();
    return seeOther(paths.referral(referral.id));
  }
}
