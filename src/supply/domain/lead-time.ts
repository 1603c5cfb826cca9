/** A lead time near zero kills every warning (BHIMA 5407). */
export const leastLeadDays = 1;
const enoughSeen = 3;
const remembered = 10;

/**
 * Whole days that an order takes, so that three of four came in time.
 * @param seen of this medicine at this outlet, the newest first
 * @param alike of any medicine there, which speak while too few of this one have been seen
 * @param usual while too few of either have been seen
 */
export function leadTime(
  seen: readonly number[],
  alike: readonly number[],
  usual: number,
): { readonly days: number; readonly seen: number } {
  const leads = [seen, alike].find(({ length }) => length >= enoughSeen)?.slice(0, remembered) ?? [];
  const sorted = [...leads].sort((a, b) => a - b);
  const days = sorted[Math.ceil(sorted.length * 0.75) - 1] ?? usual;
  return { days: Math.max(leastLeadDays, days), seen: leads.length };
}
