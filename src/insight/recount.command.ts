import { Command, CommandRunner } from 'nest-commander';
import { Episodes } from '../episodes/episodes.service.js';
import { Referrals } from '../referrals/referrals.service.js';
import { Recount } from '../visits/recount.js';
import { EpisodeRecount } from './episode-recount.js';

@Command({
  name: 'recount',
  description:
    'compare the figures kept by day and outlet with the visits, follow-ups and referrals themselves',
})
export class RecountCommand extends CommandRunner {
  constructor(
    private readonly visits: Recount,
    private readonly episodes: EpisodeRecount,
    private readonly classes: Episodes,
    private readonly referrals: Referrals,
  ) {
    super();
  }

  async run(): Promise<void> {
    // What time has changed since the program last ran is no difference.
    await this.referrals.sweep();
    await this.classes.sweep();
    const differences = [...(await this.visits.differences()), ...(await this.episodes.differences())];
    process.stdout.write(
      `${JSON.stringify({ differences: differences.length, first: differences.slice(0, 20) })}\n`,
    );
    if (differences.length > 0) process.exitCode = 1;
  }
}
