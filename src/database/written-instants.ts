import type { DataSource, ObjectLiteral } from 'typeorm';

/**
 * Refuses an instant that no column has written as its text: TypeORM leaves those within its `And` and `Or`, and those
 * in the conditions of an update or a removal, as they are. The drivers would write them in another form, and each would
 * compare wrongly on the day of its limit.
 */
export function refuseRawInstants({ driver }: DataSource): void {
  const escape = driver.escapeQueryWithParameters.bind(driver);
  driver.escapeQueryWithParameters = (sql, parameters, native) => {
    assertWritten(parameters);
    if (native) assertWritten(native);
    return escape(sql, parameters, native);
  };
}

function assertWritten(parameters: ObjectLiteral): void {
  for (const [name, value] of Object.entries(parameters))
    if (value instanceof Date || (Array.isArray(value) && value.some((one) => one instanceof Date)))
      throw new Error(`The instant ${name} is not written as its column is: take instantText.`);
}
