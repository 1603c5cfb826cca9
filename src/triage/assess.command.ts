import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { caseSchema } from './case.schema.js';
import { assess } from './domain/assess.js';
import { type Edition, editions, isEdition } from './domain/editions.js';
import { readCase } from './domain/read-case.js';

/** One line of a file of cases, judged; a line that is no case says what is wrong with it. */
export function assessLine(line: string, number: number, edition?: Edition): object {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    return { line: number, error: 'not JSON' };
  }
  if (input === null || typeof input !== 'object' || Array.isArray(input))
    return { line: number, error: 'not an object' };
  const { id } = input as { id?: unknown };
  const read = readCase(input as Record<string, unknown>);
  if (!read.case)
    return { line: number, id, error: 'no age: give age_years or age_months', wrong: read.wrong };
  const { level, news2, fired, unjudged, missing, next, lowRisk, ruleSet } = assess(read.case, edition);
  return {
    line: number,
    id,
    level,
    news2: news2 && { total: news2.total, scores: news2.scores, missing: news2.missing },
    fired: fired.map(({ rule, source, level, values }) => ({ rule, level, source, ...values })),
    unjudged,
    missing,
    next,
    lowRisk,
    ruleSet,
    ...(read.wrong.length > 0 && { wrong: read.wrong }),
    ...(read.unlikely.length > 0 && { unlikely: read.unlikely }),
    ...(read.fahrenheit !== undefined && {
      note: `${read.fahrenheit} °F was read as ${read.case.temperature} °C`,
    }),
  };
}

@SubCommand({
  name: 'assess',
  arguments: '[file]',
  description: 'judge a file of cases, one JSON object a line, and print one JSON result a line',
})
export class AssessCommand extends CommandRunner {
  async run(
    [file]: string[],
    { schema = false, edition }: { schema?: boolean; edition?: Edition },
  ): Promise<void> {
    if (schema) return print([JSON.stringify(caseSchema, null, 2)]);
    if (!file) return this.command.help();
    let number = 0;
    let unread = 0;
    let printed: string[] = [];
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() === '') continue;
      const result = assessLine(line, number, edition);
      if ('error' in result) unread += 1;
      printed.push(JSON.stringify(result));
      if (printed.length === 1000) {
        await print(printed);
        printed = [];
      }
    }
    await print(printed);
    if (unread > 0) process.exitCode = 1;
  }

  @Option({
    flags: '--edition <edition>',
    description: `one of ${editions.join(', ')}; the newest if not said`,
  })
  edition(text: string): Edition {
    if (!isEdition(text)) throw new Error(`${text} is none of ${editions.join(', ')}.`);
    return text;
  }

  @Option({ flags: '--schema', description: 'print what a case is, as a JSON Schema' })
  schema(): boolean {
    return true;
  }
}

/** Waits until whoever reads has read: a long file is never held in memory. */
function print(lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return Promise.resolve();
  return new Promise((done) => process.stdout.write(`${lines.join('\n')}\n`, () => done()));
}
