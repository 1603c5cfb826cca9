/** What a label's amount is in milligrams: `500 mg`, `0.5 g`, `112.5 mg`; undefined for one that states none. */
export function milligrams(amount: string): number | undefined {
  const [, number, unit] = /^([\d.]+)\s*(mg|g|µg|ug)$/.exec(amount.trim()) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * { mg: 1, g: 1000, µg: 0.001, ug: 0.001 }[unit as 'mg'];
}

/** What a millilitre holds in milligrams, of a strength such as `15 ml: 1.5 g`; undefined for what is no liquid. */
export function milligramsPerMl(strength: string): number | undefined {
  const [, ml, amount] = /^([\d.]+) ml: (.+)$/.exec(strength) ?? [];
  const mg = amount === undefined ? undefined : milligrams(amount);
  return mg === undefined ? undefined : mg / Number(ml);
}
