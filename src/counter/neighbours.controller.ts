import { Controller, Post } from '@nestjs/common';
import { KeptAsides } from '../stock/kept-aside/kept-aside.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { visitsPolicy } from '../visits/visits.policy.js';
import { Ask, Asked } from '../web/ask.js';
import { Refusal } from '../web/domain/refusal.js';
import { Form } from '../web/form.js';
import { IntegerField, KeyField } from '../web/fields.js';
import { mostUnits } from '../stock/domain/movement.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';

class KeptForm {
  @KeyField()
  holderId: string;

  @KeyField()
  medicineId: string;

  @IntegerField({ min: 1, max: mostUnits })
  units: number;
}

/** A neighbour keeps a medicine for an hour for a patient who is on the way there. */
@Controller('outlets/:outletId/kept-aside')
export class NeighboursController {
  constructor(private readonly kept: KeptAsides) {}

  /** By a tap while a visit is typed; what it answers takes the place of what was tapped. */
  @Post()
  @Allow(visitsPolicy.work)
  async keep(@Form() form: KeptForm, @Asked() ask: Ask<Actor>): Promise<Page> {
    try {
      const { until } = await this.kept.keep(ask.key('outletId'), form, ask.actor);
      return page('counter/kept', { keptUntil: until });
    } catch (error) {
      // A part of a page that answered with an error would be shown nowhere.
      if (!(error instanceof Refusal) || error.code !== 'not-enough-there') throw error;
      return page('counter/kept', { refused: { key: `refusals.${error.code}`, values: error.values } });
    }
  }

  /** The counter where it lies has handed it out, or nobody comes. */
  @Post(':kept/ending')
  @Allow(visitsPolicy.work)
  async free(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    await this.kept.free(outletId, ask.key('kept'), ask.actor);
    return seeOther(ask.cameFrom ?? paths.clinic(outletId), 'visits.keptAside.freed');
  }
}
