import type { DataSource } from 'typeorm';

/**
 * Refuses an instant that no column has written as its text: TypeORM leaves those within its `And` and `Or`, and those
 * in the conditions of an update or a removal, as they are. The drivers would write them in another form, and each would
 * compare wrongly on the day of its limit.
 */
export function refuseRawInstants({ driver }: DataSource): void {
  const escape = driver.escapeQueryWithParameters.bind(driver);
  driver.escapeQueryWithParameters = (sql, parameters, native) => {
    for (const [name, value] of [...Object.entries(parameters), ...Object.entries(native ?? {})])
      if ([value].flat().some((one) => one instanceof Date))
        throw new Error(`The instant ${name} is not written as its column is: take instantText.`);
    return escape(sql, parameters, native);
  };
}
