/**
 * The tiers of hierarchical diagnosis and treatment (分级诊疗), from near to far. A hospital of which
 * no register says more is just `hospital`.
 */
export const tiers = ['community', 'hospital', 'sub-designated', 'designated', 'tertiary'] as const;
export type Tier = (typeof tiers)[number];

/** What a register's own words say of a facility's tier: level, designation and name. */
export function tierOf({
  level,
  designated,
  name,
}: {
  level: string;
  designated: boolean;
  name: string;
}): Tier {
  if (/三|省级/.test(level)) return 'tertiary';
  if (designated) return 'designated';
  if (/卫生院|卫生服务|社区|卫生所|卫生室/.test(name)) return 'community';
  return 'hospital';
}
