import { ageInDays, ageInMonths, type Day } from '../config/domain/calendar.js';
import { weightFits } from '../patients/domain/weight.js';
import type { Role } from '../staff/domain/roles.js';
import { assess, type Assessment } from '../triage/domain/assess.js';
import type { Edition } from '../triage/domain/editions.js';
import type { Case } from '../triage/domain/case.js';
import { isHigher, type Level } from '../triage/domain/level.js';
import { unlikely } from '../triage/domain/vitals.js';
import { usualDisposition } from './domain/disposition.js';
import { assertMay, heldLevel } from './domain/held-level.js';
import { UnlikelyFigure } from './domain/refusals.js';
import type { Findings } from './findings.js';
import type { Visit } from './visit.entity.js';

/** What the rules say of a visit, and the level that holds. */
export interface Judgement {
  readonly assessment: Assessment;
  readonly level: Level;
}

/** Of whom, when, by which rules, and for whom. */
interface Judging {
  readonly bornOn: Day;
  readonly on: Day;
  readonly edition: Edition;
  readonly altitudePoints: number;
  readonly role: Role | undefined;
  /** The visit that is corrected: what staff or a doctor had made of its level stands. */
  readonly before?: Visit;
  /** Whether a visiting doctor is at the outlet. */
  readonly doctorHere?: boolean;
}

/**
 * Judges a visit by an edition of the rules, and holds staff to the result.
 * @throws UnlikelyFigure once for each figure that nobody confirmed @throws LevelLowered
 * @throws LevelReasonMissing @throws DispositionTooWeak
 */
export function judge(findings: Findings, judging: Judging): Judgement {
  const { role, before, doctorHere = false } = judging;
  const { assessment, standing } = assessed(findings, judging);
  const level = findings.level ?? standing;
  const { disposition } = findings;
  // What a doctor decided stands while nothing graver is found.
  const decided = before?.level && before.disposition === disposition && !isHigher(level, before.level);
  // Who is urgent may be seen by the doctor who is here, while the referral is prepared.
  const first = doctorHere && disposition === 'doctor' && level === 'urgent';
  const held = decided || first ? usualDisposition[level] : disposition;
  assertMay(standing, level, held, findings.levelReason, role);
  return { assessment, level };
}

/**
 * What the rules say of findings, and the level that stands by them and by what staff had made of it before.
 * @throws UnlikelyFigure once for each figure that nobody confirmed
 */
export function assessed(
  findings: Findings,
  { bornOn, on, edition, altitudePoints, before }: Omit<Judging, 'role'>,
): { readonly assessment: Assessment; readonly standing: Level } {
  const ageMonths = ageInMonths(bornOn, on);
  for (const figure of unlikely(findings, ageMonths)) {
    const value = findings[figure]!;
    if (!findings.confirmed?.includes(`${figure}=${value}`)) throw new UnlikelyFigure(figure, value);
  }
  const { weight } = findings;
  if (
    weight !== undefined &&
    !weightFits(ageMonths, weight) &&
    !findings.confirmed?.includes(`weight=${weight}`)
  )
    throw new UnlikelyFigure('weight', weight);
  const assessment = assess(
    { ...findings, ageMonths, ageDays: ageInDays(bornOn, on), altitudePoints },
    edition,
  );
  return { assessment, standing: before ? heldLevel(before, assessment.level) : assessment.level };
}

/** The same person and findings as a visit keeps them, for judging it again. */
export function caseOf(visit: Visit, bornOn: Day): Case {
  return {
    ageMonths: ageInMonths(bornOn, visit.on),
    ageDays: ageInDays(bornOn, visit.on),
    effort: visit.effort ?? undefined,
    refill: visit.refill ?? undefined,
    oxygenFlow: visit.oxygenFlow ?? undefined,
    recounted: visit.recounted,
    altitudePoints: visit.altitudePoints,
    temperature: visit.temperature ?? undefined,
    temperatureSite: visit.temperatureSite ?? undefined,
    spo2: visit.spo2 ?? undefined,
    pulse: visit.pulse ?? undefined,
    respiration: visit.respiration ?? undefined,
    systolic: visit.systolic ?? undefined,
    diastolic: visit.diastolic ?? undefined,
    consciousness: visit.consciousness ?? undefined,
    oxygen: visit.oxygen ?? undefined,
    pregnant: visit.pregnant,
    conditions: visit.conditions,
    complaint: visit.complaint ?? undefined,
    signsAsked: visit.signsAsked,
    pain: visit.pain ?? undefined,
    sugar: visit.sugar ?? undefined,
    illDays: visit.illDays ?? undefined,
    unstable: visit.unstable,
    absent: visit.absent,
    feverReported: visit.feverReported,
    feverDays: visit.feverDays ?? undefined,
    symptoms: visit.symptoms,
    flagsAsked: visit.flagsAsked,
  };
}

/** The columns that keep a judgement. */
export function judgementColumns({ assessment, level }: Judgement, reason: string | undefined) {
  const { ruleSet, fired, missing, news2 } = assessment;
  return {
    ruleSet,
    judgedLevel: assessment.level,
    level,
    levelReason: reason ?? null,
    triage: {
      fired,
      missing,
      news2: news2?.total,
      ...(news2?.missing.length && { news2AtLeast: true as const }),
    },
  };
}
