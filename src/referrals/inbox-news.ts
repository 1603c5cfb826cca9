import { Injectable } from '@nestjs/common';
import {
  distinctUntilChanged,
  from,
  merge,
  type Observable,
  shareReplay,
  Subject,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import { ActNews } from '../database/act-news.js';
import { InboxWatches } from './inbox-watches.js';
import { type InboxCount, InboxQueries } from './inbox.queries.js';

/** Should a word from another process be lost. */
const lookEveryMs = 15_000;

const changesAnInbox = [
  'referral.opinion-asked',
  'referral.advised',
  'referral.sent',
  'referral.unanswered',
  'referral.referred-onward',
  'referral.passed-on',
  'referral.accepted',
  'referral.declined',
  'referral.not-arrived',
  'referral.departed',
  'referral.arrived',
  'referral.cancelled',
  'referral.closed',
  'referral.joined',
  'referral.ambulance-called',
] as const;

/**
 * How many wait in a facility's inbox, whenever a line of it changes: looked up when a referral was acted on, in
 * whichever process. However many listen at one facility, it is looked up once.
 */
@Injectable()
export class InboxNews {
  private readonly byFacility = new Map<string, Observable<InboxCount>>();

  private readonly acts = new Subject<void>();

  constructor(
    private readonly inbox: InboxQueries,
    private readonly watches: InboxWatches,
    news: ActNews,
  ) {
    news.on(changesAnInbox, () => this.acts.next());
  }

  of(facilityId: string): Observable<InboxCount> {
    const known = this.byFacility.get(facilityId);
    if (known) return known;
    const news = merge(
      timer(0, lookEveryMs).pipe(tap(() => void this.watches.seen(facilityId))),
      this.acts,
    ).pipe(
      switchMap(() => from(this.inbox.news(facilityId))),
      distinctUntilChanged((a, b) => a.mark === b.mark),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
    this.byFacility.set(facilityId, news);
    return news;
  }
}
