import type { Position } from './domain/distance.js';

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

export interface Tile {
  readonly href: string;
  readonly x: number;
  readonly y: number;
}

export interface DrawnMap<T> {
  readonly width: number;
  readonly height: number;
  readonly points: (T & MapPoint)[];
  readonly tiles: Tile[];
}

const width = 960;
const height = 300;
const margin = 24;
const tileSize = 256;
const closestZoom = 16;

/** Web Mercator, in pixels at a zoom level. */
function project({ latitude, longitude }: Position, zoom: number): MapPoint {
  const size = tileSize * 2 ** zoom;
  const sin = Math.sin((latitude * Math.PI) / 180);
  return {
    x: ((longitude + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size,
  };
}

/** Lays places out on a plain map; with a tile address, over a tile server's pictures. */
export function drawMap<T extends Position>(
  places: readonly T[],
  tileAddress?: string,
): DrawnMap<T> | undefined {
  if (places.length === 0) return undefined;
  const zoom = widestFitting(places);
  const projected = places.map((place) => ({ place, ...project(place, zoom) }));
  const centre = middle(projected);
  const left = centre.x - width / 2;
  const top = centre.y - height / 2;
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    width,
    height,
    points: projected.map(({ place, x, y }) => ({ ...place, x: rounded(x - left), y: rounded(y - top) })),
    tiles: tileAddress ? tilesOf(left, top, zoom, tileAddress) : [],
  };
}

function bounds(points: readonly MapPoint[]) {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  return { left, right, top, bottom };
}

function middle(points: readonly MapPoint[]): MapPoint {
  const { left, right, top, bottom } = bounds(points);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function widestFitting(places: readonly Position[]): number {
  for (let zoom = closestZoom; zoom > 0; zoom--) {
    const { left, right, top, bottom } = bounds(places.map((place) => project(place, zoom)));
    if (right - left <= width - 2 * margin && bottom - top <= height - 2 * margin) return zoom;
  }
  return 0;
}

function tilesOf(left: number, top: number, zoom: number, address: string): Tile[] {
  const columns = Math.ceil(width / tileSize) + 1;
  const rows = Math.ceil(height / tileSize) + 1;
  const [firstX, firstY] = [Math.floor(left / tileSize), Math.floor(top / tileSize)];
  return Array.from({ length: columns * rows }, (_, i) => {
    const [x, y] = [firstX + (i % columns), firstY + Math.floor(i / columns)];
    const href = address.replace('{z}', `${zoom}`).replace('{x}', `${x}`).replace('{y}', `${y}`);
    return { href, x: Math.round(x * tileSize - left), y: Math.round(y * tileSize - top) };
  });
}
