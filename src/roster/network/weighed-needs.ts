import { weekdayOf } from '../../config/domain/calendar.js';
import { weekLetter } from '../../network/domain/opening-hours.js';
import type { Expectations, OutletNeed } from '../../needs/needs.service.js';
import { grouped, keyOf } from '../../rostering/problem/grouped.js';
import type { Need } from '../../rostering/problem/problem.js';
import { slotKey } from './slot-key.js';

/** How a problem of the network names a need. */
export const needKey = ({ outletId, on, slot, scope }: Omit<OutletNeed, 'doctors'>): string =>
  `${outletId} ${slotKey(on, slot)} ${scope}`;

/** Needs with the fever visits to expect: an outlet's expectation of a slot, shared by all doctors it needs then. */
export function weighedNeeds(needs: readonly OutletNeed[], expected: Expectations): Need[] {
  const together = new Map(
    [...grouped(needs, ({ outletId, on, slot }) => keyOf(outletId, on, slot))].map(([key, all]) => [
      key,
      all.reduce((sum, { doctors }) => sum + doctors, 0),
    ]),
  );
  return needs.map((need) => {
    const { outletId, on, slot, scope, doctors } = need;
    const visits = expected[outletId]?.[weekLetter(weekdayOf(on), slot) - 1] ?? 0;
    const share = doctors / together.get(keyOf(outletId, on, slot))!;
    return {
      id: needKey(need),
      outlet: outletId,
      slot: slotKey(on, slot),
      doctors,
      scope,
      expected: Math.round(visits * share * 10) / 10,
    };
  });
}
