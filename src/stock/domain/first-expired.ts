import type { Day } from '../../config/domain/calendar.js';
import { NotEnoughStock } from './refusals.js';

export interface LotOnHand {
  readonly id: string;
  readonly expiresOn: Day;
  readonly onHand: number;
  /** The recall that blocks it. */
  readonly recallId: string | null;
}

export interface Take {
  readonly lotId: string;
  readonly quantity: number;
}

/** Whether a lot may be handed out on a day: its last day is the day it expires on, and no recall blocks it. */
export const isUsable = (
  { expiresOn, recallId }: Pick<LotOnHand, 'expiresOn' | 'recallId'>,
  today: Day,
): boolean => expiresOn >= today && recallId === null;

/** What can be handed out today: expired and recalled stock does not count. */
export const usable = (lots: readonly LotOnHand[], today: Day): number =>
  lots.filter((lot) => isUsable(lot, today)).reduce((sum, { onHand }) => sum + onHand, 0);

/**
 * From which lots a quantity is taken: first expired, first out; never from an expired or recalled one.
 * @throws NotEnoughStock with what there is
 */
export function firstExpiredFirstOut(lots: readonly LotOnHand[], quantity: number, today: Day): Take[] {
  const available = usable(lots, today);
  if (available < quantity) throw new NotEnoughStock({ asked: quantity, available });
  const inOrder = lots
    .filter((lot) => isUsable(lot, today) && lot.onHand > 0)
    .sort((a, b) => a.expiresOn.localeCompare(b.expiresOn) || a.id.localeCompare(b.id));
  const takes: Take[] = [];
  let left = quantity;
  for (const { id, onHand } of inOrder) {
    if (left === 0) break;
    const taken = Math.min(left, onHand);
    takes.push({ lotId: id, quantity: taken });
    left -= taken;
  }
  return takes;
}
