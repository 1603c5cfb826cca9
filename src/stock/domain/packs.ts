/** What stands of a lot: units in all, and how many of them lie loose, from packs that were opened. */
export interface PackStanding {
  readonly onHand: number;
  readonly loose: number;
}

export interface Split {
  /** Packs to open. */
  readonly opened: number;
  /** Units that lie loose afterwards. */
  readonly loose: number;
}

/**
 * How a quantity leaves a lot that holds at least as much: whole packs as they are, the rest from packs that are open
 * already, and as few opened as that needs (拆零: a pack is opened so that more people get some).
 */
export function splitFor({ onHand, loose }: PackStanding, quantity: number, packSize: number): Split {
  const closed = Math.floor((onHand - loose) / packSize);
  const whole = Math.min(Math.floor(quantity / packSize), closed);
  const rest = quantity - whole * packSize;
  const opened = Math.min(closed - whole, Math.ceil(Math.max(0, rest - loose) / packSize));
  const left = onHand - quantity;
  return { opened, loose: Math.max(0, Math.min(left, loose + opened * packSize - rest)) };
}
