import { isKeyPerson, type Watched } from '../../episodes/domain/colour.js';
import { elderlyFromYears } from '../../triage/domain/case.js';
import type { Level } from '../../triage/domain/level.js';
import { type Disposition, followUpOf } from './disposition.js';

interface Followed {
  readonly fever: boolean;
  readonly level: Level | null;
  /** What holds: the doctor's decision, or else the counter's. */
  readonly decided: Disposition;
  /** Somebody else stood at the counter. */
  readonly absent: boolean;
}

/**
 * How somebody is called after a visit: as was decided, and key people by their colour whatever was decided, if they have
 * fever or more than self-care is for them; from 65 on always (FIELD, section 3.7). Whom nobody saw is called back.
 */
export function followUpOfVisit(
  { fever, level, decided, absent }: Followed,
  watched: Watched,
): 'by-risk' | 'next-day' | undefined {
  const isIll = fever || (level ?? 'self-care') !== 'self-care';
  if (isKeyPerson(watched) && (isIll || watched.ageYears >= elderlyFromYears)) return 'by-risk';
  return followUpOf(decided) ?? (absent ? 'next-day' : undefined);
}
