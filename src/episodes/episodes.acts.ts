import type { Outlet } from '../network/outlet.entity.js';
import type { FollowUp } from './episode.entity.js';

/** A call, and the outlet that makes it. */
export interface CallNews {
  readonly followUp: FollowUp;
  readonly outlet: Outlet;
}

declare module '../database/act.js' {
  interface Acts {
    'episode.classified': null;
    'follow-up.made': CallNews;
    'follow-up.handed-over': CallNews;
  }
}
