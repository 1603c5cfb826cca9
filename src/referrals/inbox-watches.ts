import { Injectable, Logger } from '@nestjs/common';
import { theProgram } from '../database/act.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { InboxWatch } from './referral.entity.js';

/** Keeps when somebody last looked at each inbox. */
@Injectable()
export class InboxWatches {
  private readonly log = new Logger(InboxWatches.name);

  constructor(private readonly units: UnitOfWork) {}

  async seen(facilityId: string): Promise<void> {
    try {
      await this.units.run(theProgram, async (unit) => {
        await unit.manager.upsert(InboxWatch, { facilityId, seenAt: unit.at }, ['facilityId']);
      });
    } catch (error) {
      // Who looks goes on looking; at worst a mail too many is sent.
      this.log.warn(error);
    }
  }
}
