import { Column, type ColumnOptions, ForeignKey, PrimaryColumn } from 'typeorm';

/*
 * The kinds of column that mean the same on SQLite and PostgreSQL.
 * Instants are ISO 8601 texts in UTC with milliseconds, days are `YYYY-MM-DD`: both sort as they read.
 */
type Options = Pick<ColumnOptions, 'nullable' | 'default'>;

/** How an instant is written in a column and in a query's parameter. */
export const instantText = (instant: Date): string => instant.toISOString();

const asDate = {
  to: (value: unknown) => (value instanceof Date ? instantText(value) : value),
  from: (value: string | null) => (value === null ? null : new Date(value)),
};

/** SQLite reads a decimal in a statement to within one unit of its last place; 15 digits are the same again. */
const asDecimal = {
  to: (value: unknown) => value,
  from: (value: number | null) => (value === null ? null : Number(value.toPrecision(15))),
};

export const KeyColumn = () => PrimaryColumn('text');
export const TextColumn = (options: Options = {}) => Column('text', options);
export const DayColumn = (options: Options = {}) => Column('text', options);
export const IntegerColumn = (options: Options = {}) => Column('integer', options);
export const DecimalColumn = (options: Options = {}) =>
  Column('double precision', { ...options, transformer: asDecimal });
export const FlagColumn = (options: Options = {}) => Column('boolean', options);
export const JsonColumn = (options: Options = {}) => Column('simple-json', options);
export const InstantColumn = (options: Options = {}) => Column('text', { ...options, transformer: asDate });

/** The key of a row of another table, held to it by a foreign key. */
export function ReferenceColumn(entity: string, options: Options = {}): PropertyDecorator {
  return (target, property) => {
    Column('text', options)(target, property);
    ForeignKey(entity)(target, property);
  };
}

/** A key that is part of the primary key, and refers to a row of another table. */
export function ReferenceKeyColumn(entity: string): PropertyDecorator {
  return (target, property) => {
    PrimaryColumn('text')(target, property);
    ForeignKey(entity)(target, property);
  };
}
