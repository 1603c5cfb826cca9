import {
  type QueryRunner,
  Table,
  TableCheck,
  TableColumn,
  type TableColumnOptions,
  TableForeignKey,
  TableIndex,
} from 'typeorm';

/*
 * The words that migrations are written in. Each column is of a kind that means the same on
 * SQLite and PostgreSQL; `database/columns.ts` has the same kinds for entities.
 */
const column =
  (type: string) =>
  (name: string, options: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
    name,
    type,
    ...options,
  });

export const text = column('text');
export const instant = column('text');
export const day = column('text');
export const json = column('text');
export const integer = column('integer');
export const decimal = column('double precision');
export const flag = column('boolean');
export const key = (name = 'id') => text(name, { isPrimary: true });
export const optional = { isNullable: true };

/** A flag that is not set in the rows that stand; SQLite keeps it as 0. */
export const unset = (runner: QueryRunner) => ({
  default: runner.connection.options.type === 'sqlite' ? 0 : false,
});

/** A flag that is set in the rows that stand. */
export const set = (runner: QueryRunner) => ({
  default: runner.connection.options.type === 'sqlite' ? 1 : true,
});

interface Shape {
  columns: TableColumnOptions[];
  /** Column → table whose `id` it holds. */
  references?: Record<string, string>;
  unique?: (string[] | { columns: string[]; where: string })[];
  index?: (string[] | { columns: string[]; where: string })[];
  /** Name → condition. */
  checks?: Record<string, string>;
}

const indices = (wanted: Shape['index'] = [], isUnique: boolean) =>
  wanted.map((index) =>
    Array.isArray(index)
      ? { columnNames: index, isUnique }
      : { columnNames: index.columns, isUnique, where: index.where },
  );

/** Texts compare by their bytes, as on SQLite, whatever the locale of the database. */
const byBytes = (runner: QueryRunner, columns: TableColumnOptions[]): TableColumnOptions[] =>
  runner.connection.options.type === 'postgres'
    ? columns.map((one) => (one.type === 'text' ? { ...one, collation: 'C' } : one))
    : columns;

/** Makes a table with all its constraints. */
export async function createTable(runner: QueryRunner, name: string, shape: Shape): Promise<void> {
  await runner.createTable(
    new Table({
      name,
      columns: byBytes(runner, shape.columns),
      foreignKeys: foreignKeys(shape),
      indices: named(runner, name, shape),
      checks: checks(shape),
    }),
  );
}

/** Adds columns and constraints to a table that stands. */
export async function extendTable(runner: QueryRunner, name: string, shape: Partial<Shape>): Promise<void> {
  await runner.addColumns(
    name,
    byBytes(runner, shape.columns ?? []).map((one) => new TableColumn(one)),
  );
  const keys = foreignKeys(shape).map((one) => new TableForeignKey(one));
  if (keys.length > 0) await runner.createForeignKeys(name, keys);
  for (const one of checks(shape)) await runner.createCheckConstraint(name, new TableCheck(one));
  for (const index of named(runner, name, shape)) await runner.createIndex(name, new TableIndex(index));
}

/** Makes a column of a table that stands what it says now. */
export async function changeColumn(
  runner: QueryRunner,
  table: string,
  column: TableColumnOptions,
): Promise<void> {
  const [changed] = byBytes(runner, [column]);
  await runner.changeColumn(table, column.name, new TableColumn(changed));
}

/** Takes away what `extendTable` added. */
export async function shrinkTable(runner: QueryRunner, name: string, shape: Partial<Shape>): Promise<void> {
  for (const index of named(runner, name, shape)) await runner.dropIndex(name, index.name);
  for (const { name: check } of checks(shape)) await runner.dropCheckConstraint(name, check);
  const table = (await runner.getTable(name))!;
  const columns = (shape.columns ?? []).map((column) => column.name);
  const keys = table.foreignKeys.filter(({ columnNames }) => columns.includes(columnNames[0]!));
  if (keys.length > 0) await runner.dropForeignKeys(name, keys);
  if (columns.length > 0) await runner.dropColumns(name, columns);
}

/** Puts another condition in the place of one of the same name. */
export async function changeCheck(
  runner: QueryRunner,
  table: string,
  check: string,
  expression: string,
): Promise<void> {
  await runner.dropCheckConstraint(table, check);
  await runner.createCheckConstraint(table, new TableCheck({ name: check, expression }));
}

const foreignKeys = ({ references = {} }: Partial<Shape>) =>
  Object.entries(references).map(([columnName, table]) => ({
    columnNames: [columnName],
    referencedTableName: table,
    referencedColumnNames: ['id'],
  }));

const named = (runner: QueryRunner, table: string, { unique, index }: Partial<Shape>) =>
  [...indices(unique, true), ...indices(index, false)].map((one) => ({
    ...one,
    name: runner.connection.namingStrategy.indexName(table, one.columnNames, one.where),
  }));

const checks = ({ checks: all = {} }: Partial<Shape>) =>
  Object.entries(all).map(([name, expression]) => ({ name, expression }));

/**
 * For a way back on which rows would be lost.
 * @param rows a condition: `alert WHERE kind <> 'low'`
 * @throws Error while there are such rows, which says how many and of what
 */
export async function assertNone(runner: QueryRunner, rows: string): Promise<void> {
  const [found] = (await runner.query(`SELECT COUNT(*) AS count FROM ${rows}`)) as unknown[];
  const { count } = found as { count: number | string };
  if (Number(count) > 0) throw new Error(`${count} rows would be lost on the way back: ${rows}.`);
}

/** Drops tables, the last made first. */
export async function dropTables(runner: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names.reverse()) await runner.dropTable(name);
}
