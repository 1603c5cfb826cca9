import { CommandRunner, Command, Option, SubCommand } from 'nest-commander';
import { type Day, isDay } from '../config/domain/calendar.js';
import { AssessCommand } from '../triage/assess.command.js';
import { type Edition, editions, isEdition, newestEdition } from '../triage/domain/editions.js';
import { RulesComparison } from './rules-comparison.js';

interface Period {
  readonly from?: Day;
  readonly to?: Day;
  readonly edition?: Edition;
}

@SubCommand({
  name: 'compare',
  description: 'judge recorded visits again by an edition of the rules, and print what would change',
})
export class CompareCommand extends CommandRunner {
  constructor(private readonly comparison: RulesComparison) {
    super();
  }

  async run(_: string[], { from, to, edition = newestEdition }: Period): Promise<void> {
    const { visits, changes } = await this.comparison.compare(from!, to!, edition);
    const moves = changes.map(({ was, now }) => `${was ?? 'none'} → ${now}`);
    const levels = Object.fromEntries(
      [...new Set(moves)].map((move) => [move, moves.filter((one) => one === move).length]),
    );
    process.stdout.write(`${JSON.stringify({ edition, visits, changed: changes.length, levels })}\n`);
    for (const change of changes) process.stdout.write(`${JSON.stringify(change)}\n`);
  }

  @Option({ flags: '--from <day>', description: 'the first day, such as 2022-12-01', required: true })
  from(day: string): Day {
    return asDay(day);
  }

  @Option({ flags: '--to <day>', description: 'the last day', required: true })
  to(day: string): Day {
    return asDay(day);
  }

  @Option({
    flags: '--edition <edition>',
    description: `one of ${editions.join(', ')}; the newest if not said`,
  })
  edition(text: string): Edition {
    if (!isEdition(text)) throw new Error(`${text} is none of ${editions.join(', ')}.`);
    return text;
  }
}

function asDay(text: string): Day {
  if (!isDay(text)) throw new Error(`${text} is no day, such as 2022-12-19.`);
  return text;
}

@Command({ name: 'triage', description: 'the rules of triage', subCommands: [AssessCommand, CompareCommand] })
export class TriageCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.help();
  }
}
