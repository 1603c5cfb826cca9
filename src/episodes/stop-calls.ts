import type { FindOptionsWhere } from 'typeorm';
import type { Unit } from '../database/unit.js';
import { FollowUp } from './episode.entity.js';

/** Calls that are no longer to be made: the illness is over, a newer plan holds, or their visit was corrected. */
export async function stopCalls(unit: Unit, which: FindOptionsWhere<FollowUp>): Promise<void> {
  const stopped = { state: 'stopped' as const, settledAt: unit.at, settledBy: unit.author.id };
  await unit.manager.update(FollowUp, which, stopped);
}
