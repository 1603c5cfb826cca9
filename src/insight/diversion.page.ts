import { type DiversionClass, diversionClasses } from '../episodes/domain/diversion.js';
import type { Diversion, DiversionScope } from './diversion.queries.js';

/** Diversion as the page prints it: each figure with the list behind it. */
export function diversionPage(diversion: Diversion, scope: DiversionScope) {
  const { rate, classes } = diversion;
  const query = queryOf(scope);
  return {
    ...diversion,
    scope,
    query,
    percent: rate.rate === undefined ? undefined : Math.round(rate.rate * 1000) / 10,
    classes: diversionClasses.map((name: DiversionClass) => ({
      name,
      count: classes[name],
      list: `${query}&class=${name}`,
    })),
    medianToAnswer: rounded(diversion.medianToAnswer),
    medianToArrival: rounded(diversion.medianToArrival),
  };
}

const rounded = (minutes: number | undefined) => (minutes === undefined ? undefined : Math.round(minutes));

/** The period and the scope as the end of an address. */
export function queryOf({ from, to, outletId, districtId, chainId }: DiversionScope): string {
  const given = { from, to, outlet: outletId, district: districtId, chain: chainId };
  const stated = Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined);
  return `?${new URLSearchParams(stated).toString()}`;
}
