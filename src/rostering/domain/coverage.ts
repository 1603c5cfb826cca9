/** Doctors of a scope that a session needs. */
export interface Wanted {
  readonly scope: string;
  readonly doctors: number;
}

/** Somebody who is there, with what they may treat. */
export interface Present {
  readonly scopes: readonly string[];
}

/**
 * Which need each doctor of a session fills, so that as many needs as possible are filled: a doctor who may treat
 * children is not spent on what any doctor could do (a maximum matching, by augmenting paths).
 * @returns for each doctor the need's index, or undefined for one whom nobody needs
 */
export function filledBy(wanted: readonly Wanted[], present: readonly Present[]): (number | undefined)[] {
  const places = wanted.flatMap(({ doctors }, need) => Array<number>(doctors).fill(need));
  const holder = new Map<number, number>();
  const seat = (doctor: number, tried: Set<number>): boolean =>
    places.some((need, place) => {
      if (tried.has(place) || !present[doctor]!.scopes.includes(wanted[need]!.scope)) return false;
      tried.add(place);
      const other = holder.get(place);
      if (other !== undefined && !seat(other, tried)) return false;
      holder.set(place, doctor);
      return true;
    });
  present.forEach((_, doctor) => seat(doctor, new Set()));
  const fills = present.map((): number | undefined => undefined);
  for (const [place, doctor] of holder) fills[doctor] = places[place];
  return fills;
}

/** Doctors that each need still lacks. */
export function lacking(wanted: readonly Wanted[], present: readonly Present[]): number[] {
  const fills = filledBy(wanted, present);
  return wanted.map(({ doctors }, need) => doctors - fills.filter((one) => one === need).length);
}
