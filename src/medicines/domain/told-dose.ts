import { pointed } from '../../values/number.js';
/** A dose as somebody was told to take it. */
export interface ToldDose {
  /** One dose at most, in units; millilitres of a liquid. */
  readonly units: number;
  /** One dose at least, where it was told as a range. */
  readonly from?: number;
  /** How often a day. */
  readonly times: number;
  /** For how many days, where that was told. */
  readonly days?: number;
}

const amount = String.raw`(\d{1,3}(?:\.\d{1,2})?)`;
const unit = String.raw`(?:片|粒|袋|毫升|支|枚|包|颗|丸|滴|喷|吸|#|ml|tabs?|caps?|tablets?|capsules?|sachets?|drops?|puffs?)`;
const often = String.raw`(qd|bid|tid|qid|[1-9]\d?|[一二两三四五六])`;
const aDay = String.raw`(?:次|times?|/d|/日|/天|a day|daily|per day|per\s*day)`;

const inDays = String.raw`(?:天|日|days?|d)`;

/** What says that how often a day comes now: a sign or a word. */
const then = String.raw`(?:[x×*]|每日|每天|一日|一天|日|po)`;
const gap = String.raw`[\s,，、;]*`;

/**
 * `1×3`, `7ml x3`, `1片×3`, `1-2 tablets x 3 x 5`, `每次1片，每日3次，5天`, `1 tab tid`. A unit, a sign or a word stands between
 * how much and how often, or `15 daily` would be one five times.
 */
const shape = new RegExp(
  `^(?:每次|一次|take)?\\s*${amount}(?:\\s*[-–~至到]\\s*${amount})?` +
    `(?:\\s*${unit}${gap}${then}?|${gap}${then})\\s*${often}(?:\\s*${aDay})*` +
    `(?:${gap}(?:[x×*]\\s*([1-9]\\d?)\\s*${inDays}?|(?:for|共|连用|服)?\\s*([1-9]\\d?)\\s*${inDays}))?$`,
  'i',
);

const timesOf: Readonly<Record<string, number>> = {
  qd: 1,
  bid: 2,
  tid: 3,
  qid: 4,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
};

/** Whether a text is a dose that can be read; what comes first is an amount, what comes last may be days. */
export const isToldDose = (text: string): boolean => readToldDose(text) !== undefined;

/** A dose as people write it; undefined for a text of another shape, or one that says how much and not how often. */
export function readToldDose(text: string): ToldDose | undefined {
  const plain = pointed(text);
  const [, first, second, often, timesDays, saidDays] = shape.exec(plain) ?? [];
  const days = timesDays ?? saidDays;
  if (first === undefined || often === undefined) return undefined;
  const [least, most] = [Number(first), Number(second ?? first)];
  const times = timesOf[often.toLowerCase()] ?? Number(often);
  if (least <= 0 || most < least || times > 24) return undefined;
  return {
    units: most,
    ...(least < most && { from: least }),
    times,
    ...(days !== undefined && { days: Number(days) }),
  };
}
