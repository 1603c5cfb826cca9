import gs1 from 'gs1-barcode-parser-mod';
import type { Day } from '../../config/domain/calendar.js';
import { gtin14 } from '../../medicines/domain/gtin.js';
import { refusal } from '../../web/domain/refusal.js';

/** What a pack's barcode says of it. */
export interface Scan {
  /** 14 digits. */
  readonly gtin?: string;
  readonly number?: string;
  readonly expiresOn?: Day;
}

/** Nothing that a GS1 barcode could say. */
export const ScanUnreadable = refusal('scan-unreadable', { kind: 'invalid', field: 'scan' });

const groupSeparator = '\u001d';
/** What scanners type for the separator where a keyboard has no key for it. */
const typedSeparators = /\||~|\^\]|<GS>|\{GS\}/gi;

/**
 * Reads a GS1 barcode (DataMatrix, GS1-128) as a scanner types it: GTIN (01), lot (10) and the last day of use (17; 15
 * where a label has only that). A plain EAN of 8, 12, 13 or 14 digits is the GTIN alone.
 * @throws ScanUnreadable @throws WrongGtin
 */
export function readScan(typed: string): Scan {
  const text = typed.normalize('NFKC').trim();
  if (/^\d{8}$|^\d{12,14}$/.test(text)) return { gtin: gtin14(text) };
  const items = itemsOf(text.replace(typedSeparators, groupSeparator));
  const item = (...ais: string[]) => items.find(({ ai }) => ais.includes(ai));
  const [gtin, lot, expiry] = [item('01', '02'), item('10'), item('17') ?? item('15')];
  if (!gtin && !lot) throw new ScanUnreadable();
  if (expiry && !saysSo(expiry)) throw new ScanUnreadable();
  return {
    ...(gtin && { gtin: gtin14(String(gtin.data)) }),
    ...(lot && { number: String(lot.data) }),
    ...(expiry && { expiresOn: expiry.isoDate.slice(0, 10) }),
  };
}

/** Whether the day is the one that the barcode says: the 30th of February is none, and day 00 the month's last. */
const saysSo = ({ raw, isoDate }: { raw: string; isoDate: string }): boolean =>
  raw.slice(0, 4) === isoDate.slice(2, 7).replace('-', '') &&
  ['00', isoDate.slice(8, 10)].includes(raw.slice(4, 6));

function itemsOf(text: string) {
  try {
    return gs1.parseBarcode(text).parsedCodeItems;
  } catch {
    throw new ScanUnreadable();
  }
}
