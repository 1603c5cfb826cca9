import { readFileSync } from 'node:fs';

/** A small input that a neighbouring system got wrong; `test/cases/README.md` says what must become of it. */
export const caseOf = (name: string): Buffer => readFileSync(`test/cases/${name}`);
/** The rows of a `.tsv` of cases, by their first column. */
export const typedCases = (name: string): ReadonlyMap<string, string[]> =>
  new Map(
    caseOf(name)
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map(([first, ...rest]) => [first!, rest]),
  );
