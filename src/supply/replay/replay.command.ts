import { readFile } from 'node:fs/promises';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import type { Terms } from '../domain/reorder.js';
import { movingMean, type Outcome, ownRule, replay, staticLevels } from '../domain/replay.js';
import { type History, HistoryBroken, readHistory } from './history-file.js';

interface Options {
  readonly leadDays?: number;
  readonly service?: number;
  readonly warmUp?: number;
  readonly cycleDays?: number;
  readonly json?: boolean;
}

/** What came of each rule for one item. */
interface Compared {
  readonly item: string;
  readonly own: Outcome;
  readonly static: Outcome;
  readonly mean28: Outcome;
}

const rules = ['own', 'mean28', 'static'] as const;

@SubCommand({
  name: 'replay',
  arguments: '<file>',
  description: 'replay a history of demand (CSV: date, item, quantity) through the reorder rules',
})
export class StockReplayCommand extends CommandRunner {
  async run([file]: string[], { json, warmUp = 730, ...given }: Options): Promise<void> {
    const terms: Terms = { leadDays: 5, service: 0.98, cycleDays: 7, ...given };
    try {
      const histories = readHistory(await readFile(file!, 'utf8'));
      const [long, short] = [
        histories.filter(({ units }) => units.length > warmUp),
        histories.filter(({ units }) => units.length <= warmUp),
      ];
      const compared = long.map((history) => compare(history, warmUp, terms));
      process.stdout.write(
        json ? `${JSON.stringify({ terms, warmUp, items: compared }, null, 2)}\n` : table(compared),
      );
      for (const { item, units } of short)
        process.stderr.write(`${item}: ${units.length} days are no more than the warm-up of ${warmUp}\n`);
      if (compared.length === 0) process.exitCode = 2;
    } catch (error) {
      if (!(error instanceof HistoryBroken)) throw error;
      process.stderr.write(`${error.faults.join('\n')}\n`);
      process.exitCode = 2;
    }
  }

  @Option({ flags: '--lead-days <days>', description: 'days between an order and its arrival (5)' })
  leadDays(text: string): number {
    return within(text, 1, 90);
  }

  @Option({
    flags: '--service <share>',
    description: 'share of lead times that stock should last through (0.98)',
  })
  service(text: string): number {
    return within(text, 0.5, 0.9999);
  }

  @Option({ flags: '--warm-up <days>', description: 'days that the rules only look at (730)' })
  warmUp(text: string): number {
    return Math.floor(within(text, 7, 10_000));
  }

  @Option({ flags: '--cycle-days <days>', description: 'days that a usual order lasts (7)' })
  cycleDays(text: string): number {
    return within(text, 1, 180);
  }

  @Option({ flags: '--json', description: 'print JSON' })
  json(): boolean {
    return true;
  }
}

function compare({ item, units, firstWeekday }: History, warmUp: number, terms: Terms): Compared {
  const through = (rule: Parameters<typeof replay>[4]) => replay(units, firstWeekday, warmUp, terms, rule);
  return {
    item,
    own: through(ownRule(terms)),
    static: through(staticLevels(units.slice(0, warmUp), terms)),
    mean28: through(movingMean(terms)),
  };
}

const columns = [
  'item',
  'rule',
  'stock-out days',
  'filled %',
  'mean stock',
  'orders',
  'alerts',
  'warning days',
  'false alarms',
] as const;

/** A line an item and rule, in columns. */
function table(compared: readonly Compared[]): string {
  const lines = compared.flatMap((one) =>
    rules.map((rule) => {
      const { stockOutDays, days, filled, meanStock, orders, alerts, warningDays, falseAlarms } = one[rule];
      return [
        rule === 'own' ? one.item : '',
        rule,
        `${stockOutDays} of ${days}`,
        (filled * 100).toFixed(2),
        meanStock.toFixed(1),
        orders,
        alerts,
        warningDays?.toFixed(1) ?? '-',
        falseAlarms,
      ].map(String);
    }),
  );
  const widths = columns.map((heading, i) =>
    Math.max(heading.length, ...lines.map((line) => line[i]!.length)),
  );
  const print = (cells: readonly string[]) =>
    cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  return `${[print(columns), ...lines.map(print)].join('\n')}\n`;
}

function within(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!(number >= least && number <= most)) throw new Error(`${text} is no number from ${least} to ${most}.`);
  return number;
}
