import type { Day } from '../../config/domain/calendar.js';

const longestYears = 10;

/** The last day that a medicine of today can be good until: no label says more than ten years. Later ones are asked about. */
export const latestExpiry = (today: Day): Day =>
  `${Number(today.slice(0, 4)) + longestYears}${today.slice(4)}`;
