import { assess } from '../triage/domain/assess.js';
import { type Case, isAdult } from '../triage/domain/case.js';
import { isHigher, type Level } from '../triage/domain/level.js';
import { news2Parts } from '../triage/domain/news2.js';
import { type FirstAid, firstAidOf } from '../triage/domain/first-aid.js';
import type { Read } from '../triage/domain/read-case.js';
import { lowRiskItems } from '../triage/domain/rules/low-risk.js';
import type { CareNeeded } from '../visits/domain/care-needed.js';
import { sendsAway, type Disposition } from '../visits/domain/disposition.js';

/** From so many points on, a vital stands out. */
const highPoints = 2;

/** What the counter shows of an assessment while it is typed. */
export function triagePanel(read: Read | undefined, telephones?: Telephones) {
  const one = read?.case;
  if (!one) return { panel: { points: pointsOf() } };
  const { level, fired, missing, next, news2, lowRisk } = assess(one, read.edition);
  const reasons = fired.filter(({ rule }) => rule !== 'not-low-risk');
  const unmet = lowRiskItems.filter((item) => lowRisk[item] === 'not-met');
  return {
    panel: {
      level,
      adult: isAdult(one),
      fired: reasons.map(({ rule, source, values }) => ({ key: `triage.rules.${rule}`, source, values })),
      notLowRisk: isHigher(level, 'doctor') ? [] : unmet.map((item) => ({ key: `triage.lowRisk.${item}` })),
      missing: missing.map((measurement) => ({ key: `triage.measurements.${measurement}` })),
      next: next && { key: `triage.measurements.${next}` },
      firstAid: firstAidLines(firstAidOf(one, level), telephones),
      isEmergency: level === 'emergency',
      news2: news2 && { total: news2.total, atLeast: news2.missing.length > 0 },
      points: pointsOf(one, news2?.scores),
      altitude: one.altitudePoints,
      fahrenheit: read.fahrenheit,
      celsius: one.temperature,
      unlikely: [
        ...read.unlikely.map((figure) => ({ key: `visits.vitals.${figure}`, value: one[figure] })),
        ...(read.unlikelyWeight === undefined ? [] : [{ key: 'visits.weight', value: read.unlikelyWeight }]),
      ],
    },
  };
}

/** Whom first aid says to call. */
export interface Telephones {
  readonly poison?: string;
  readonly crisis: string;
}

const linesOfAid = ['first', 'second', 'third'];

function firstAidLines(aid: FirstAid | undefined, telephones: Telephones | undefined) {
  if (!aid || !telephones) return undefined;
  const values = { poison: telephones.poison ?? '120', crisis: telephones.crisis };
  return linesOfAid.map((line) => ({ key: `triage.firstAid.${aid}.${line}`, values }));
}

/** The NEWS2 points under each vital. */
function pointsOf(one?: Case, scores: Partial<Record<string, number>> = {}) {
  return news2Parts
    .filter((part) => part !== 'oxygen')
    .map((part) => ({
      part,
      points: scores[part],
      high: (scores[part] ?? 0) >= highPoints,
      missing: one !== undefined && one[part] === undefined,
    }));
}

/** The unlikely figures that were asked about, as the form sends them back to say that they stand. */
export const confirmations = (read: Read | undefined): string[] => [
  ...(read?.unlikely.map((figure) => `${figure}=${read.case![figure]}`) ?? []),
  ...(read?.unlikelyWeight === undefined ? [] : [`weight=${read.unlikelyWeight}`]),
];

/** Who must be sent to a hospital, and what it must be enough for; nobody below "urgent" unless it was so decided. */
export function needOf(read: Read | undefined, disposition: unknown): CareNeeded | undefined {
  const one = read?.case;
  if (!one) return undefined;
  const { level } = assess(one, read.edition);
  const sent = isHigher(level, 'doctor') || sendsAway(disposition as Disposition);
  const least: Level = disposition === 'emergency' ? 'emergency' : level;
  return sent ? { level: least, child: !isAdult(one), pregnant: one.pregnant === true } : undefined;
}
