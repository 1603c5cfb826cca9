import type { DataSource, ObjectLiteral } from 'typeorm';

/**
 * Has numbers bound like all other values. TypeORM's SQLite driver writes them into the text of a statement, which makes
 * it another statement for each number, so that none could be kept prepared.
 */
export function bindNumbers({ driver }: DataSource): void {
  const escape = driver.escapeQueryWithParameters.bind(driver);
  driver.escapeQueryWithParameters = (sql, parameters, native) => {
    const [text, values] = escape(sql, boxed(parameters), native);
    return [text, values.map((value: unknown) => (value instanceof Number ? value.valueOf() : value))];
  };
}

/** Numbers as objects, which the driver binds; lists of them it binds anyway. */
function boxed(parameters: ObjectLiteral): ObjectLiteral {
  const box = (value: unknown): unknown => (typeof value === 'number' ? Object(value) : value);
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, box(value)]));
}
