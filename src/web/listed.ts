import type { Ask } from './ask.js';

const rowsOnAPage = 50;

/** One page of a long list, and where the next and the former are. */
export interface Listed<T> {
  readonly rows: T[];
  readonly number: number;
  readonly total?: number;
  readonly former?: string;
  readonly next?: string;
}

/**
 * Reads one page of a list, and one row more, so as to know whether there is a next page
 * without counting them all.
 */
export async function listed<T>(
  ask: Ask,
  read: (skip: number, take: number) => Promise<T[]>,
  total?: number,
): Promise<Listed<T>> {
  const number = ask.pageNumber;
  const found = await read((number - 1) * rowsOnAPage, rowsOnAPage + 1);
  return {
    rows: found.slice(0, rowsOnAPage),
    number,
    total,
    former: number > 1 ? pageOf(ask.path, number - 1) : undefined,
    next: found.length > rowsOnAPage ? pageOf(ask.path, number + 1) : undefined,
  };
}

function pageOf(path: string, number: number): string {
  const [base, query] = path.split('?');
  const wanted = new URLSearchParams(query);
  wanted.set('page', String(number));
  return `${base}?${wanted.toString()}`;
}
