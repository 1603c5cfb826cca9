import { type BeforeApplicationShutdown, Controller, Get, type MessageEvent, Sse } from '@nestjs/common';
import { filter, from, interval, map, merge, type Observable, Subject, switchMap, takeUntil } from 'rxjs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Calendar } from '../config/calendar.js';
import { ageInYears } from '../config/domain/calendar.js';
import { isStale } from '../facilities/domain/capacity.js';
import { Capacities } from '../facilities/capacities.service.js';
import { Facilities } from '../facilities/facilities.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { SignIns } from '../staff/sign-ins.service.js';
import { Ask, Asked } from '../web/ask.js';
import { type Page, page } from '../web/page.js';
import { NotFound } from '../web/refusals.js';
import { InboxNews } from './inbox-news.js';
import { InboxQueries } from './inbox.queries.js';
import { referralsPolicy } from './referrals.policy.js';
import type { ReferralLine } from './referrals.queries.js';

const signOfLifeEveryMs = 25_000;

/** A facility's inbox: who is sent to it, the most urgent first. */
@Controller('inbox')
export class InboxController implements BeforeApplicationShutdown {
  private readonly closing = new Subject<void>();

  constructor(
    private readonly inbox: InboxQueries,
    private readonly inboxNews: InboxNews,
    private readonly facilities: Facilities,
    private readonly capacities: Capacities,
    private readonly calendar: Calendar,
    private readonly signIns: SignIns,
  ) {}

  /** Before, for the server waits until nobody listens any more. */
  beforeApplicationShutdown(): void {
    this.closing.next();
  }

  @Get()
  @Allow(referralsPolicy.inbox)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const facility = await this.facilities.find(facilityOf(ask));
    const capacity = await this.capacities.of(facility.id);
    return page('referrals/inbox', {
      facility,
      capacity,
      stale: !capacity || isStale(capacity.reportedAt, this.calendar.now()),
      ...(await this.rows(ask)),
    });
  }

  /** The rows alone, for when something new came in. */
  @Get('list')
  @Allow(referralsPolicy.inbox)
  async list(@Asked() ask: Ask<Actor>): Promise<Page> {
    return page('referrals/inbox-list', await this.rows(ask));
  }

  /** Says how many wait, whenever a line of the inbox changes, in whichever process. */
  @Sse('news')
  @RouteConfig({ stream: true })
  @Allow(referralsPolicy.inbox)
  news(@Asked() ask: Ask<Actor>): Observable<MessageEvent> {
    const news = this.inboxNews
      .of(facilityOf(ask))
      .pipe(map(({ waiting, newest }): MessageEvent => ({ data: { waiting, newest } })));
    return merge(news, this.signsOfLife()).pipe(takeUntil(merge(this.closing, this.signedOut(ask))));
  }

  /** So that neither side, nor a proxy between, takes silence for the end. */
  private signsOfLife(): Observable<MessageEvent> {
    return interval(signOfLifeEveryMs).pipe(map(() => ({ type: 'alive', data: '' })));
  }

  /** Nobody goes on listening after their sign-in has ended. */
  private signedOut(ask: Ask<Actor>): Observable<unknown> {
    const token = ask.session.get('signIn') ?? '';
    return interval(signOfLifeEveryMs).pipe(
      switchMap(() => from(this.signIns.actor(token))),
      filter((actor) => actor === undefined),
    );
  }

  private async rows(ask: Ask<Actor>) {
    const inbox = await this.inbox.of(ask.actor, facilityOf(ask));
    const row = (line: ReferralLine) => ({
      ...line,
      age: ageInYears(line.bornOn, this.calendar.today()),
      since: line.sentAt ?? line.draftedAt,
    });
    return {
      waiting: inbox.waiting.map(row),
      coming: inbox.coming.map(row),
      here: inbox.here.map(row),
      questions: inbox.questions.map(row),
    };
  }
}

function facilityOf({ actor }: Ask<Actor>): string {
  if (actor.reach.over !== 'facility') throw new NotFound();
  return actor.reach.id;
}
