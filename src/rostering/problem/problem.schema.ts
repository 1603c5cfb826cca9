import { terms } from './problem.js';

const key = { type: 'string', minLength: 1 };
const keys = { type: 'array', items: key, uniqueItems: true };
const day = { type: 'string', format: 'date' };
const instant = { type: 'string', format: 'date-time' };
const count = { type: 'integer', minimum: 0 };
const amount = { type: 'number', minimum: 0 };
const record = (values: object) => ({ type: 'object', additionalProperties: values });
const list = (items: object) => ({ type: 'array', items });

/** An object with exactly these properties; those named in `optional` may be left out. */
const object = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const seat = object({ doctor: key, outlet: key, slot: key });

/** The shape of a problem file; docs/roster-problem.schema.json is this, written down. */
export const problemSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A roster to be made',
  ...object({
    slots: list(object({ id: key, on: day, from: instant, to: instant, unsocial: { type: 'boolean' } })),
    outlets: list(object({ id: key, name: { type: 'string' }, district: key, shut: keys })),
    homes: list(object({ id: key, name: { type: 'string' }, keeps: record(count) })),
    doctors: list(
      object({
        id: key,
        name: { type: 'string' },
        home: key,
        scopes: keys,
        registration: object({ districts: keys, until: day }),
        outlets: keys,
        available: keys,
        mostHours: amount,
        overtime: amount,
        wishes: list(
          object({ slot: key, outlet: key, score: { type: 'number', minimum: -1, maximum: 1 } }, [
            'slot',
            'outlet',
          ]),
        ),
        ahead: object({ sessions: amount, unsocial: amount }),
        familiar: keys,
      }),
    ),
    needs: list(
      object({
        id: key,
        outlet: key,
        slot: key,
        doctors: { ...count, minimum: 1 },
        scope: key,
        expected: amount,
      }),
    ),
    distances: object({ fromHome: record(record(amount)), between: record(record(amount)) }),
    limits: object({
      dayHours: amount,
      weekHours: amount,
      overtimeDayHours: amount,
      workDaysWeek: { type: 'integer', minimum: 1, maximum: 7 },
      restHours: amount,
      kmPerHour: { type: 'number', exclusiveMinimum: 0 },
    }),
    weights: object(Object.fromEntries(terms.map((term) => [term, amount]))),
    locked: list(seat),
    published: list(seat),
  }),
};

/** The shape of a roster file: what `roster solve` prints, of which only the roster is needed. */
export const rosterSchema = {
  type: 'object',
  properties: {
    roster: list(object({ doctor: key, outlet: key, slot: key, need: { type: ['string', 'null'] } })),
  },
  required: ['roster'],
};
