export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** A place whose position may not be known. */
export interface Placed {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const earthRadiusKm = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres between two places along the surface (haversine formula). */
export function kilometres(a: Position, b: Position): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLng = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLng / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(h));
}

/** The same, or undefined where one of the positions is not known. */
export function kilometresBetween(a: Placed, b: Placed): number | undefined {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null)
    return undefined;
  return kilometres(
    { latitude: a.latitude, longitude: a.longitude },
    { latitude: b.latitude, longitude: b.longitude },
  );
}

/** The way between two places as pages show it, to a tenth of a kilometre; undefined where one of them is not known. */
export function shownKilometres(a: Placed, b: Placed): number | undefined {
  const away = kilometresBetween(a, b);
  return away === undefined ? undefined : Math.round(away * 10) / 10;
}

/** The nearest first, those of whom nobody knows last. */
export const nearestFirst = (
  a: { readonly kilometres?: number },
  b: { readonly kilometres?: number },
): number => (a.kilometres === b.kilometres ? 0 : (a.kilometres ?? Infinity) - (b.kilometres ?? Infinity));
