import { type DataSource, QueryBuilder, type QueryBuilder as AnyQuery } from 'typeorm';

/** What TypeORM does to each statement that it has put together: properties' names become columns' names. */
interface Naming {
  replacePropertyNamesForTheWholeQuery: (this: AnyQuery<object>, statement: string) => string;
}

/** Statements that are remembered; those that were named first make room. */
const mostKept = 1_000;

const named = new WeakMap<DataSource, Map<string, string>>();

/**
 * Has the names of a statement looked up once, and remembered: TypeORM makes the list of all names of its entities and
 * a pattern of them anew for each, a twentieth of the work of a visit. What comes of it hangs on nothing but the
 * statement's text and the entities that it names.
 */
export function keepNames(): void {
  const naming = QueryBuilder.prototype as unknown as Naming;
  const anew = naming.replacePropertyNamesForTheWholeQuery;
  if (anew.name === 'kept') return;
  naming.replacePropertyNamesForTheWholeQuery = function kept(statement) {
    const { connection, expressionMap } = this;
    const known = named.get(connection) ?? new Map<string, string>();
    named.set(connection, known);
    const of = expressionMap.aliases.map((one) => `${one.name}=${one.hasMetadata ? one.metadata.name : ''}`);
    const key = `${of.join()} ${expressionMap.aliasNamePrefixingEnabled} ${statement}`;
    const former = known.get(key);
    if (former !== undefined) return former;
    const text = anew.call(this, statement);
    known.set(key, text);
    if (known.size > mostKept) known.delete(known.keys().next().value!);
    return text;
  };
}
