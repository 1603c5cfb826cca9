import { type DiversionClass, diversionClasses } from '../episodes/domain/diversion.js';
import type { Expectation } from './domain/ripening.js';
import type { Share } from './domain/interval.js';
import type { PlaceShare, SettledShare } from './settled.queries.js';
import type { Diversion, DiversionScope } from './diversion.queries.js';

/** Diversion as the page prints it: each figure with the list behind it. */
export function diversionPage(diversion: Diversion, scope: DiversionScope) {
  const { classes } = diversion;
  const began = Object.values(classes).reduce((sum, count) => sum + count, 0);
  const query = queryOf(scope);
  return {
    ...diversion,
    scope,
    query,
    returns: diversion.feverVisits - began,
    began,
    classes: diversionClasses.map((name: DiversionClass) => ({
      name,
      count: classes[name],
      list: `${query}&class=${name}`,
    })),
    medianToAnswer: rounded(diversion.medianToAnswer),
    medianToArrival: rounded(diversion.medianToArrival),
  };
}

/** How sure the figures are: settled illnesses with an interval, the rest as bounds and an expected value. */
export function settledPage({
  share,
  ripening,
  byPlace,
}: {
  share?: SettledShare;
  ripening: Ripening;
  byPlace: readonly PlaceShare[];
}) {
  const { began, expectation } = ripening;
  return {
    share: share && {
      ...inPercent(share),
      confirmed: share.confirmed,
      presumed: share.numerator - share.confirmed,
    },
    byPlace: byPlace.map((one) => ({ ...one, ...inPercent(one) })),
    young: expectation && {
      began,
      least: percent(expectation.least),
      most: percent(expectation.most),
      expected: expectation.expected && {
        rate: percent(expectation.expected.rate),
        low: percent(expectation.expected.low),
        high: percent(expectation.expected.high),
      },
    },
  };
}

interface Ripening {
  readonly began: number;
  readonly expectation: Expectation | undefined;
}

const percent = (rate: number): number => Math.round(rate * 1000) / 10;

const inPercent = ({ numerator, denominator, rate, low, high }: Share) => ({
  numerator,
  denominator,
  percent: percent(rate),
  low: percent(low),
  high: percent(high),
});

const rounded = (minutes: number | undefined) => (minutes === undefined ? undefined : Math.round(minutes));

/** The period and the scope as the end of an address. */
export function queryOf({ from, to, outletId, districtId, chainId }: DiversionScope): string {
  const given = { from, to, outlet: outletId, district: districtId, chain: chainId };
  const stated = Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined);
  return `?${new URLSearchParams(stated).toString()}`;
}
