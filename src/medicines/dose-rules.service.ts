import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import type { Acting } from '../staff/actor.js';
import { Refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import type { DoseRule } from './domain/dose-rule.js';
import { KeptDoseRule } from './dose-rule.entity.js';

/** There is a rule for this ingredient from this age already. */
export class RuleTaken extends Refusal {
  readonly code = 'rule-taken';
  override readonly field = 'fromMonths';
}

/** The dose rules that the bureau keeps. */
@Injectable()
export class DoseRules {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** By ingredient and age. */
  async all(manager: EntityManager = this.reader.manager): Promise<KeptDoseRule[]> {
    return manager.find(KeptDoseRule, { order: { ingredient: 'ASC', fromMonths: 'ASC', liverIll: 'ASC' } });
  }

  /** @throws NotFound */
  async find(id: string): Promise<KeptDoseRule> {
    const rule = await this.reader.of(KeptDoseRule).findOneBy({ id });
    if (!rule) throw new NotFound();
    return rule;
  }

  /** @throws RuleTaken */
  async add(rule: DoseRule, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const id = unit.newKey();
      await unlessDuplicate(
        () => new RuleTaken(),
        () => unit.manager.insert(KeptDoseRule, { id, ...rule }),
      );
      await unit.record({ name: 'dose-rule.added', subject: { kind: 'dose-rule', id }, after: rule });
    });
  }

  /** @throws RuleTaken @throws NotFound */
  async change(id: string, rule: DoseRule, actor: Acting): Promise<void> {
    const before = await this.find(id);
    await this.units.run(actor, async (unit) => {
      await unlessDuplicate(
        () => new RuleTaken(),
        () => unit.manager.update(KeptDoseRule, { id }, { ...rule }),
      );
      await unit.record({
        name: 'dose-rule.changed',
        subject: { kind: 'dose-rule', id },
        before,
        after: rule,
      });
    });
  }
}
