import { CommandRunner, SubCommand } from 'nest-commander';
import { isDay } from '../config/domain/calendar.js';
import { NetworkProblem } from './network/network-problem.js';

@SubCommand({
  name: 'problem',
  arguments: '<from> <to>',
  description: 'write down, as JSON, the roster to be made from one day to another (YYYY-MM-DD)',
})
export class ProblemCommand extends CommandRunner {
  constructor(private readonly problem: NetworkProblem) {
    super();
  }

  async run([from, to]: string[]): Promise<void> {
    if (!isDay(from!) || !isDay(to!) || to! < from!)
      throw new Error('Two days are needed, YYYY-MM-DD, the earlier one first.');
    process.stdout.write(`${JSON.stringify(await this.problem.between(from!, to!), null, 2)}\n`);
  }
}
