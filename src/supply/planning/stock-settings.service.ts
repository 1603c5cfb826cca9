import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Acting } from '../../staff/actor.js';
import { StockSetting } from './stock-setting.entity.js';

export type PlanSettings = Pick<StockSetting, 'service' | 'leadDays' | 'cycleDays' | 'publicPage'>;

/** Until the bureau says otherwise. */
export const usualPlan: PlanSettings = { service: 0.98, leadDays: 3, cycleDays: 7, publicPage: false };

const theOnly = 'network';

/** By what the bureau has shelves planned. */
@Injectable()
export class StockSettings {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  async get(manager: EntityManager = this.reader.manager): Promise<PlanSettings> {
    const row = await manager.findOneBy(StockSetting, { id: theOnly });
    return row ? settingsOf(row) : usualPlan;
  }

  async set(after: PlanSettings, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const before = await this.get(unit.manager);
      const row = { id: theOnly, ...settingsOf(after), changedAt: unit.at, changedBy: actor.id };
      await unit.manager.upsert(StockSetting, row, ['id']);
      await unit.record({
        name: 'supply.planned-otherwise',
        subject: { kind: 'stock-setting', id: theOnly },
        before,
        after: settingsOf(after),
      });
    });
  }
}

const settingsOf = ({ service, leadDays, cycleDays, publicPage }: PlanSettings): PlanSettings => ({
  service,
  leadDays,
  cycleDays,
  publicPage,
});
