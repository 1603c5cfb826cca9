import { UnreadableTable } from './table.js';

export const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** A file's text, and by what it was decided what its bytes mean. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  /** Another encoding reads as well: somebody should look at it. */
  readonly isDoubtful: boolean;
}

/** So many more of its characters must be everyday ones before one Chinese encoding is taken for sure, not the other. */
const clearlyMore = 0.1;

/**
 * Reads bytes as text: UTF-8, UTF-16 with or without its mark, or else GB18030 (which Windows writes on the mainland) or
 * Big5 (Taiwan), whichever makes more everyday characters of them.
 * @throws UnreadableTable where it is none of these, or UTF-8 that is broken or cut off
 */
export function decoded(content: Uint8Array): Decoded {
  const wide = wideOf(content);
  const sure = (encoding: Encoding): Decoded => ({
    text: textIn(encoding, content),
    encoding,
    isDoubtful: false,
  });
  if (wide) return sure(wide);
  if (reads('utf-8', content)) return sure('utf-8');
  if (isBrokenUtf8(content)) throw new UnreadableTable('broken-encoding');
  const [simplified, traditional] = [everyday(content, 'gb18030'), everyday(content, 'big5')];
  const encoding = traditional > simplified && reads('big5', content) ? 'big5' : 'gb18030';
  const isDoubtful = Math.abs(traditional - simplified) < clearlyMore;
  return { ...sure(encoding), isDoubtful };
}

function textIn(encoding: Encoding, content: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    throw new UnreadableTable('unreadable-file');
  }
}

function reads(encoding: Encoding, content: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

const sample = 4096;

/** UTF-16 by its mark, or by the empty halves that commas, digits and line ends have in it. */
function wideOf(content: Uint8Array): Encoding | undefined {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const bytes = content.subarray(0, sample);
  const empty = [0, 0];
  bytes.forEach((byte, i) => {
    if (byte === 0) empty[i % 2]! += 1;
  });
  const [even, odd] = empty as [number, number];
  if (even + odd < bytes.length / 40) return undefined;
  return odd > even * 9 ? 'utf-16le' : even > odd * 9 ? 'utf-16be' : undefined;
}

/** UTF-8 of which a few bytes are wrong, or that is cut off in the middle of a character. */
function isBrokenUtf8(content: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(content);
  const broken = text.split('\ufffd').length - 1;
  const whole = text.replace(/[\0-\x7f\ufffd]/g, '').length;
  return broken * 10 <= whole;
}

/**
 * The share of a text's characters of two bytes that stand in the part of an encoding's table that its makers filled with
 * everyday ones: level 1 of GB 2312 and of Big5, and the punctuation before it.
 */
function everyday(content: Uint8Array, encoding: 'gb18030' | 'big5'): number {
  const isEveryday =
    encoding === 'big5'
      ? (lead: number, trail: number) =>
          lead >= 0xa1 &&
          lead <= 0xc6 &&
          ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe))
      : (lead: number, trail: number) =>
          ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1;
  let [common, all] = [0, 0];
  for (let i = 0; i < content.length; i++) {
    const lead = content[i]!;
    if (lead < 0x80) continue;
    const trail = content[++i] ?? 0;
    // Four bytes of GB18030: neither here nor there.
    if (encoding === 'gb18030' && trail >= 0x30 && trail <= 0x39) {
      i += 2;
      continue;
    }
    all += 1;
    if (isEveryday(lead, trail)) common += 1;
  }
  return all === 0 ? 0 : common / all;
}
