import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, the longest first: begun last, each would keep the others' workers waiting. */
const long = [
  'hostile',
  'main-job',
  'wave',
  'fever.browser',
  'alerts.test',
  'delivery',
  'stock.browser',
  'roster.browser',
  'tables',
  'reach',
  'ending',
];

/** Begins with the files that take longest, which a clean clone has not measured yet. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.includes(name));
      return found < 0 ? long.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
