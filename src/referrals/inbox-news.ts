import { Injectable } from '@nestjs/common';
import { distinctUntilChanged, from, type Observable, shareReplay, switchMap, timer } from 'rxjs';
import { type InboxCount, InboxQueries } from './inbox.queries.js';

const lookEveryMs = 2000;

/**
 * How many wait in a facility's inbox, whenever that changes. Looked up again and again: whichever process wrote it, it
 * is seen. However many listen at one facility, it is looked up once.
 */
@Injectable()
export class InboxNews {
  private readonly byFacility = new Map<string, Observable<InboxCount>>();

  constructor(private readonly inbox: InboxQueries) {}

  of(facilityId: string): Observable<InboxCount> {
    const known = this.byFacility.get(facilityId);
    if (known) return known;
    const news = timer(0, lookEveryMs).pipe(
      switchMap(() => from(this.inbox.news(facilityId))),
      distinctUntilChanged((a, b) => a.newest === b.newest && a.waiting === b.waiting),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
    this.byFacility.set(facilityId, news);
    return news;
  }
}
