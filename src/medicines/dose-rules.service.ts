import { Injectable } from '@nestjs/common';
import type { Language } from '../config/settings.js';
import { Reader } from '../database/connections.js';
import { KeptReads } from '../database/kept-reads.js';
import { NewKeys } from '../database/new-keys.js';
import type { Unit } from '../database/unit.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import type { Acting } from '../staff/actor.js';
import { type ProposedRule, ProposedRules } from '../staff/proposals/proposed-rules.js';
import { Proposals, type ProposalWords } from '../staff/proposals/proposals.service.js';
import { refusal } from '../web/domain/refusal.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import type { DoseRule } from './domain/dose-rule.js';
import { KeptDoseRule } from './dose-rule.entity.js';
import { Medicine } from './medicine.entity.js';
import { ruleFacts, ruleName } from './rule-facts.js';

/** There is a rule for this ingredient from this age already. */
export const RuleTaken = refusal('rule-taken', { field: 'fromMonths' });

/** The dose rules that the bureau keeps. A dose that is wrong harms many: each change needs two people. */
@Injectable()
export class DoseRules {
  /** By ingredient and age; nobody may change what is held. */
  readonly all: () => Promise<readonly KeptDoseRule[]>;
  private readonly proposed: ProposedRules<DoseRule>;

  constructor(
    proposals: Proposals,
    private readonly reader: Reader,
    private readonly keys: NewKeys,
    kept: KeptReads,
  ) {
    this.all = kept.one(['medicine.catalogue-filled', 'dose-rule.added', 'dose-rule.changed'], (manager) =>
      manager.find(KeptDoseRule, { order: { ingredient: 'ASC', fromMonths: 'ASC', liverIll: 'ASC' } }),
    );
    this.proposed = new ProposedRules(proposals, {
      added: 'dose-rule.add',
      changed: 'dose-rule.change',
      add: (unit, id, rule) => this.add(unit, id, rule),
      change: (unit, id, rule) => this.change(unit, id, rule),
      reasonOf: ({ source }) => source,
      words: (proposed, language) => this.words(proposed, language),
    });
  }

  /** @throws NotFound */
  async find(id: string): Promise<KeptDoseRule> {
    const rule = await this.reader.of(KeptDoseRule).findOneBy({ id });
    if (!rule) throw new NotFound();
    return rule;
  }

  /**
   * Proposes a rule; it holds when somebody else has approved it.
   * @throws RuleTaken
   */
  async proposeNew(rule: DoseRule, actor: Acting): Promise<void> {
    const { ingredient, fromMonths, liverIll } = rule;
    if (await this.reader.of(KeptDoseRule).existsBy({ ingredient, fromMonths, liverIll }))
      throw new RuleTaken();
    await this.proposed.propose(this.keys.next(), rule, null, actor);
  }

  /**
   * Proposes to change a rule; it stays as it is until somebody else has approved.
   * @throws NotFound @throws ProposalWaits
   */
  async proposeChange(id: string, rule: DoseRule, actor: Acting): Promise<void> {
    await this.proposed.propose(id, rule, await this.find(id), actor);
  }

  /** @throws RuleTaken */
  private async add(unit: Unit, id: string, rule: DoseRule): Promise<void> {
    await unlessDuplicate(
      () => new RuleTaken(),
      () => unit.manager.insert(KeptDoseRule, { id, ...rule }),
    );
    await unit.record({ name: 'dose-rule.added', subject: { kind: 'dose-rule', id }, after: rule });
  }

  /** @throws RuleTaken @throws NotFound */
  private async change(unit: Unit, id: string, rule: DoseRule): Promise<void> {
    const before = await unit.manager.findOneBy(KeptDoseRule, { id });
    if (!before) throw new NotFound();
    await unlessDuplicate(
      () => new RuleTaken(),
      () => unit.manager.update(KeptDoseRule, { id }, { ...rule }),
    );
    await unit.record({ name: 'dose-rule.changed', subject: { kind: 'dose-rule', id }, before, after: rule });
  }

  private async words({ rule, before }: ProposedRule<DoseRule>, language: Language): Promise<ProposalWords> {
    const medicines = await this.reader.of(Medicine).find();
    return {
      subject: ruleName(before ?? rule, medicines, language),
      href: paths.doseRules(),
      facts: ruleFacts(rule, before, language),
    };
  }
}
