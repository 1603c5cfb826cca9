import { tidy } from './text.js';

export interface Degrees {
  readonly latitude: number;
  readonly longitude: number;
}

/** Why two texts are no position. */
export type PositionFault = 'position-half' | 'position-swapped' | 'position-wrong';

/** China lies between these longitudes, all of which are more than any latitude; and its latitudes. */
const china = { west: 73, east: 136, south: 3, north: 54 };

/** `32.39`, `32.39°`, `32.39°N`; south and west are below nothing. NaN for anything else. */
function degreesOf(text: string): number {
  const [, figure, side = ''] =
    /^([-+]?\d{1,3}(?:[.]\d+)?)\s?°?\s?([NSEW北南东東西]?)$/i.exec(tidy(text)) ?? [];
  return figure === undefined ? NaN : Number(figure) * (/[SW南西]/i.test(side) ? -1 : 1);
}

/**
 * A position by its two texts; undefined where neither is there, and a fault where it is none: one of the two missing, the
 * two swapped, or nowhere. 0, 0 is what a register writes that knows none.
 */
export function positionIn(latitude: string, longitude: string): Degrees | PositionFault | undefined {
  const [north, east] = [tidy(latitude), tidy(longitude)];
  if (north === '' && east === '') return undefined;
  if (north === '' || east === '') return 'position-half';
  const position = { latitude: degreesOf(north), longitude: degreesOf(east) };
  if (position.latitude === 0 && position.longitude === 0) return 'position-wrong';
  if (isSwapped(position)) return 'position-swapped';
  const onEarth = Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180;
  return onEarth ? position : 'position-wrong';
}

const isSwapped = ({ latitude, longitude }: Degrees) =>
  latitude >= china.west && latitude <= china.east && longitude >= china.south && longitude <= china.north;
