import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseSchema } from '../../src/triage/case.schema.js';
import { readCase } from '../../src/triage/domain/read-case.js';

const isCase = new Ajv({ allowUnionTypes: true }).compile(caseSchema);

describe('The schema of a case', () => {
  it('is the one that docs/triage-case.schema.json has', () => {
    expect(JSON.parse(readFileSync('docs/triage-case.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(caseSchema)),
    );
  });

  it('lets in what the README shows', () => {
    const [example] = /^\{"id":1,.*\}$/m.exec(readFileSync('README.md', 'utf8'))!;
    expect(isCase(JSON.parse(example))).toBe(true);
  });

  it('lets in nothing that can’t be read, and keeps nothing out that can', () => {
    const values = Object.entries(
      caseSchema.properties as Record<string, { enum?: unknown[]; maximum?: number }>,
    );
    const field = fc.constantFrom(...values.filter(([name]) => name !== 'id' && name !== 'temperature'));
    const value = fc.oneof(
      fc.integer({ min: -5, max: 2000 }),
      fc.boolean(),
      fc.constantFrom('x', 'alert', 'cough'),
    );
    fc.assert(
      fc.property(field, value, ([name], given) => {
        if (name.startsWith('age_')) return;
        const one = { age_years: 40, [name]: given };
        const { wrong } = readCase(one);
        if (isCase(one)) expect({ name, given, wrong }).toEqual({ name, given, wrong: [] });
        // Texts and single values are read too; figures and answers that are none are not.
        else if (typeof given === 'number')
          expect({ name, given, wrong }).not.toEqual({ name, given, wrong: [] });
      }),
      { numRuns: 5000 },
    );
  });
});
