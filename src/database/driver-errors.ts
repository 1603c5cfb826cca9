import { QueryFailedError } from 'typeorm';

/** What a driver says of a statement that failed: PostgreSQL by a code, SQLite by its message. */
function said(error: unknown): { readonly code?: string; readonly message: string } | undefined {
  return error instanceof QueryFailedError ? (error.driverError as Error) : undefined;
}

const notOrdered = new Set(['40001', '40P01']);

/** Whether PostgreSQL could not order a transaction among others (or broke a circle of waiting): it may be run again. */
export const couldNotBeOrdered = (error: unknown): boolean => notOrdered.has(said(error)?.code ?? '');

/** Whether an error says that a row refers to one that does not exist. */
export const isMissingReference = (error: unknown): boolean =>
  said(error)?.code === '23503' || /FOREIGN KEY constraint failed/.test(said(error)?.message ?? '');

/** Whether an error says that a unique index already holds such a row. */
export const isDuplicate = (error: unknown): boolean =>
  said(error)?.code === '23505' || /UNIQUE constraint failed/.test(said(error)?.message ?? '');

/** Whether another program holds SQLite's file. */
export const isBusy = (error: unknown): boolean => /^SQLITE_BUSY/.test(said(error)?.message ?? '');
