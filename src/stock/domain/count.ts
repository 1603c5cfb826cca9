/** Why what lies on the shelf is not what the ledger says. */
export const differenceReasons = [
  'unrecorded-sale',
  'unrecorded-delivery',
  'damaged',
  'lost',
  'found',
  'misplaced',
  'counted-wrong',
] as const;
export type DifferenceReason = (typeof differenceReasons)[number];

/** One lot as it was counted, beside the ledger as it stood at that moment. */
export interface Counted {
  readonly counted: number;
  readonly onLedger: number;
}

/** Units more (or fewer, if negative) than the ledger said when the lot was counted; later movements are none of it. */
export const differenceOf = ({ counted, onLedger }: Counted): number => counted - onLedger;

/** Whether a difference can be posted on what is on hand by now, or so much has left since that it can't be right. */
export const canBePosted = (line: Counted, onHandNow: number): boolean => onHandNow + differenceOf(line) >= 0;
