import gs1 from 'gs1-barcode-parser-mod';
import type { Day } from '../config/domain/calendar.js';
import { gtin14 } from '../medicines/domain/gtin.js';
import { isTraceability } from '../medicines/domain/pack-code.js';
import { refusal } from '../web/domain/refusal.js';

/** What a pack's barcode says of it. */
export interface Scan {
  /** 14 digits. */
  readonly gtin?: string;
  /** The 20 digits by which the state follows each box: they say nothing of lot and expiry. */
  readonly traceability?: string;
  readonly number?: string;
  readonly expiresOn?: Day;
  /** A separator was lost: what stands where the lot does, and what of it is likely the lot. Whoever has the box looks. */
  readonly doubtful?: { readonly read: string; readonly likely: string };
}

/** Nothing that a GS1 barcode could say. */
export const ScanUnreadable = refusal('scan-unreadable', { kind: 'invalid', field: 'scan' });

const groupSeparator = '\u001d';
/** What scanners type for the separator where a keyboard has no key for it. */
const typedSeparators = /\||~|\^\]|<GS>|\{GS\}/gi;
const longestLot = 20;

/**
 * Reads a GS1 barcode (DataMatrix, GS1-128, or a Digital Link) as a scanner types it: GTIN (01), lot (10) and the last day
 * of use (17; 15 where a label has only that). A plain EAN of 8, 12, 13 or 14 digits is the GTIN alone.
 * @throws ScanUnreadable @throws WrongGtin
 */
export function readScan(typed: string): Scan {
  const text = typed.normalize('NFKC').trim();
  if (/^\d{8}$|^\d{12,14}$/.test(text)) return { gtin: gtin14(text) };
  if (isTraceability(text)) return { traceability: text };
  const marked = /^https?:/i.test(text) ? elementsOf(text) : text.replace(typedSeparators, groupSeparator);
  const items = itemsOf(marked.replace(/^\u001d+/, ''));
  const item = (...ais: string[]) => items.find(({ ai }) => ais.includes(ai));
  const [gtin, lot, expiry] = [item('01', '02'), item('10'), item('17') ?? item('15')];
  if (!gtin && !lot) throw new ScanUnreadable();
  if (expiry && !saysSo(expiry)) throw new ScanUnreadable();
  const doubtful =
    lot && doubtOf(String(lot.data), { isLast: items.at(-1) === lot, hasExpiry: expiry !== undefined });
  return {
    ...(gtin && { gtin: gtin14(String(gtin.data)) }),
    ...(lot && !doubtful && { number: String(lot.data) }),
    ...(doubtful && { doubtful }),
    ...(expiry && { expiresOn: expiry.isoDate.slice(0, 10) }),
  };
}

/** What a lot may have swallowed where the separator behind it was lost: an expiry, a serial number. */
function doubtOf(
  read: string,
  { isLast, hasExpiry }: { readonly isLast: boolean; readonly hasExpiry: boolean },
) {
  const [, before, , m, d] = /^(.{1,20}?)1[57](\d{2})(\d{2})(\d{2})$/.exec(read) ?? [];
  if (!hasExpiry && before !== undefined && Number(m) >= 1 && Number(m) <= 12 && Number(d) <= 31)
    return { read, likely: before };
  const [, lot] = /^(.{2,20}?)21.{8,20}$/.exec(read) ?? [];
  if (isLast && lot !== undefined && read.length >= 14) return { read, likely: lot };
  return read.length > longestLot ? { read, likely: read.slice(0, longestLot) } : undefined;
}

/** A Digital Link's parts as a barcode would have them: `/01/GTIN/10/LOT?17=YYMMDD`. */
function elementsOf(link: string): string {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  const parts = url?.pathname.split('/').filter(Boolean).map(decodeURIComponent) ?? [];
  const from = parts.findIndex((part, i) => part === '01' && /^\d{8,14}$/.test(parts[i + 1] ?? ''));
  if (!url || from < 0) throw new ScanUnreadable();
  const pairs: [string, string][] = [];
  for (let i = from; i + 1 < parts.length; i += 2) pairs.push([parts[i]!, parts[i + 1]!]);
  pairs.push(...[...url.searchParams].filter(([ai]) => /^\d{2,4}$/.test(ai)));
  return pairs
    .map(([ai, value]) => `${ai}${ai === '01' ? value.padStart(14, '0') : value}`)
    .join(groupSeparator);
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
