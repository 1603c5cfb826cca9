import { readFileSync } from 'node:fs';

/** A small input that a neighbouring system got wrong; `test/cases/README.md` says what must become of it. */
export const caseOf = (name: string): Buffer => readFileSync(`test/cases/${name}`);
