/** What a label's amount is in milligrams: `500 mg`, `0.5 g`, `112.5 mg`; undefined for one that states none. */
export function milligrams(amount: string): number | undefined {
  const [, number, unit] = /^([\d.]+)\s*(mg|g|[µμ]g|mcg|ug)$/i.exec(amount.trim()) ?? [];
  if (number === undefined) return undefined;
  const ofUnit = { mg: 1, g: 1000 }[unit!.toLowerCase()] ?? 0.001;
  return Number(number) * ofUnit;
}

/** What a millilitre holds in milligrams, of a strength such as `15 ml: 1.5 g`; undefined for what is no liquid. */
export function milligramsPerMl(strength: string): number | undefined {
  const [, , amount] = liquid.exec(strength.trim()) ?? [];
  const [ml, mg] = [millilitres(strength), amount === undefined ? undefined : milligrams(amount)];
  return ml === undefined || mg === undefined ? undefined : mg / ml;
}

/** How many millilitres one unit of a liquid holds, of a strength such as `100 ml: 2 g` or `150ml`; undefined for others. */
export function millilitres(strength: string): number | undefined {
  const [, ml] = liquid.exec(strength.trim()) ?? [];
  return ml === undefined ? undefined : Number(ml);
}

const liquid = /^([\d.]+)\s*ml\b\s*(?:[:：/]\s*(.+))?$/i;
