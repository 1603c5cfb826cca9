import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Language } from '../config/settings.js';
import { Reader } from '../database/connections.js';
import { KeptReads } from '../database/kept-reads.js';
import { NewKeys } from '../database/new-keys.js';
import type { Unit } from '../database/unit.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import type { Acting } from '../staff/actor.js';
import type { Proposal } from '../staff/proposals/proposal.entity.js';
import { Proposals, type ProposalWords } from '../staff/proposals/proposals.service.js';
import { refusal } from '../web/domain/refusal.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import type { DoseRule } from './domain/dose-rule.js';
import { KeptDoseRule } from './dose-rule.entity.js';
import { Medicine } from './medicine.entity.js';
import { ruleFacts, ruleName } from './rule-facts.js';

const newRule = 'dose-rule.add' as const;
const changedRule = 'dose-rule.change' as const;

/** What a proposal says: the rule that is to be, and the one that it replaces as it was then. */
interface ProposedRule {
  readonly rule: DoseRule;
  readonly before: DoseRule | null;
}

/** There is a rule for this ingredient from this age already. */
export const RuleTaken = refusal('rule-taken', { field: 'fromMonths' });

/** The dose rules that the bureau keeps. A dose that is wrong harms many: each change needs two people. */
@Injectable()
export class DoseRules implements OnModuleInit {
  /** By ingredient and age; nobody may change what is held. */
  readonly all: () => Promise<readonly KeptDoseRule[]>;

  constructor(
    private readonly proposals: Proposals,
    private readonly reader: Reader,
    private readonly keys: NewKeys,
    kept: KeptReads,
  ) {
    this.all = kept.one(['medicine.catalogue-filled', 'dose-rule.added', 'dose-rule.changed'], (manager) =>
      manager.find(KeptDoseRule, { order: { ingredient: 'ASC', fromMonths: 'ASC', liverIll: 'ASC' } }),
    );
  }

  onModuleInit(): void {
    const words = (proposal: Proposal, language: Language) => this.words(proposal, language);
    this.proposals.offer(newRule, {
      words,
      carryOut: (unit, { subjectId, content }) => this.add(unit, subjectId, (content as ProposedRule).rule),
    });
    this.proposals.offer(changedRule, {
      words,
      carryOut: (unit, { subjectId, content }) =>
        this.change(unit, subjectId, (content as ProposedRule).rule),
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
    const subjectId = this.keys.next();
    const content: ProposedRule = { rule, before: null };
    await this.proposals.propose({ kind: newRule, subjectId, content, reason: rule.source }, actor);
  }

  /**
   * Proposes to change a rule; it stays as it is until somebody else has approved.
   * @throws NotFound @throws ProposalWaits
   */
  async proposeChange(id: string, rule: DoseRule, actor: Acting): Promise<void> {
    const content: ProposedRule = { rule, before: await this.find(id) };
    await this.proposals.propose({ kind: changedRule, subjectId: id, content, reason: rule.source }, actor);
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

  private async words({ content }: Proposal, language: Language): Promise<ProposalWords> {
    const { rule, before } = content as ProposedRule;
    const medicines = await this.reader.of(Medicine).find();
    return {
      subject: ruleName(before ?? rule, medicines, language),
      href: paths.doseRules(),
      facts: ruleFacts(rule, before, language),
    };
  }
}
