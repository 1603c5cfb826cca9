import { Injectable, Logger } from '@nestjs/common';
import type { Acting } from '../staff/actor.js';
import { Unmet } from '../supply/demand/unmet-demand.service.js';
import { NotEnoughStock } from '../stock/domain/refusals.js';

/** A visit that was refused for want of stock leaves nothing behind but the need for it. */
@Injectable()
export class MissedDemand {
  private readonly log = new Logger(MissedDemand.name);

  constructor(private readonly unmet: Unmet) {}

  /** Notes what lacked, if that is why a visit was refused. It never hides the refusal. */
  async note(outletId: string, visitId: string, refusal: unknown, actor: Acting): Promise<void> {
    if (!(refusal instanceof NotEnoughStock)) return;
    const { medicineId, asked, available } = refusal.values;
    try {
      const missed = { visitId, medicineId: String(medicineId) };
      const lacking = { asked: Number(asked), available: Number(available) };
      await this.unmet.note(outletId, { ...missed, ...lacking }, actor);
    } catch (error) {
      this.log.error(error);
    }
  }
}
