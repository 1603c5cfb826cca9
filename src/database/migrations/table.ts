import { type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

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

/** Makes a table with all its constraints. */
export async function createTable(runner: QueryRunner, name: string, shape: Shape): Promise<void> {
  const naming = runner.connection.namingStrategy;
  await runner.createTable(
    new Table({
      name,
      columns: shape.columns,
      foreignKeys: Object.entries(shape.references ?? {}).map(([columnName, table]) => ({
        columnNames: [columnName],
        referencedTableName: table,
        referencedColumnNames: ['id'],
      })),
      indices: [...indices(shape.unique, true), ...indices(shape.index, false)].map((index) => ({
        ...index,
        name: naming.indexName(name, index.columnNames, index.where),
      })),
      checks: Object.entries(shape.checks ?? {}).map(([check, expression]) => ({ name: check, expression })),
    }),
  );
}

/** Drops tables, the last made first. */
export async function dropTables(runner: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names.reverse()) await runner.dropTable(name);
}
