import { readFile } from 'node:fs/promises';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { checkRoster } from '../rostering/check/check.js';
import { Advice } from '../rostering/problem/advice.js';
import type { RosterSeat, Problem } from '../rostering/problem/problem.js';
import { FileBroken, readProblem, readRoster } from '../rostering/problem/problem-file.js';
import { ProblemCommand } from './problem.command.js';
import { startSearch } from '../rostering/solver/search.js';

interface SolveOptions {
  readonly time?: number;
  readonly gap?: number;
}

/** Prints as JSON what a reading or a search came to; a broken file's faults go to the error output, exit code 2. */
async function printed(work: () => Promise<object>): Promise<void> {
  try {
    process.stdout.write(`${JSON.stringify(await work(), null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    process.stderr.write(`${error.faults.join('\n')}\n`);
    process.exitCode = 2;
  }
}

@SubCommand({
  name: 'solve',
  arguments: '<file>',
  description: 'solve a problem file and print roster, cost by term, bound and gap as JSON',
})
export class SolveCommand extends CommandRunner {
  async run([file]: string[], { time = 60, gap = 0.01 }: SolveOptions): Promise<void> {
    await printed(async () => {
      const problem = readProblem(await readFile(file!, 'utf8'));
      const search = startSearch(problem, { seconds: time, gap }, () => undefined);
      const stop = () => search.stop();
      process.once('SIGINT', stop);
      try {
        const found = await search.found;
        return { ...found, uncovered: uncoveredIn(problem, found.roster) };
      } finally {
        process.removeListener('SIGINT', stop);
      }
    });
  }

  @Option({ flags: '--time <seconds>', description: 'longest search, in seconds (60)' })
  time(text: string): number {
    return amount(text);
  }

  @Option({ flags: '--gap <share>', description: 'how near the best possible is near enough (0.01)' })
  gap(text: string): number {
    return amount(text);
  }
}

@SubCommand({
  name: 'check',
  arguments: '<file> <roster>',
  description:
    'recompute from the files alone whether a roster keeps every rule, and its cost; exit code 1 if not',
})
export class CheckCommand extends CommandRunner {
  async run([file, roster]: string[]): Promise<void> {
    await printed(async () => {
      const problem = readProblem(await readFile(file!, 'utf8'));
      const checked = checkRoster(problem, readRoster(await readFile(roster!, 'utf8')));
      if (!checked.feasible) process.exitCode = 1;
      return checked;
    });
  }
}

@Command({
  name: 'roster',
  description: 'write down, solve and check roster problems',
  subCommands: [ProblemCommand, SolveCommand, CheckCommand],
})
export class RosterCommand extends CommandRunner {
  run(): Promise<void> {
    this.command.help();
    return Promise.resolve();
  }
}

/** What stays uncovered, and which rule excludes how many doctors. */
function uncoveredIn(problem: Problem, roster: readonly RosterSeat[]) {
  return new Advice(problem, roster)
    .gaps()
    .map(({ need, lacking, excluded, couldGo }) => ({ need: need.id, lacking, excluded, couldGo }));
}

function amount(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw new Error(`"${text}" is no amount`);
  return number;
}
