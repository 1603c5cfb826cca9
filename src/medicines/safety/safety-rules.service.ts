import { Injectable } from '@nestjs/common';
import type { Language } from '../../config/settings.js';
import { Reader } from '../../database/connections.js';
import { KeptReads } from '../../database/kept-reads.js';
import { NewKeys } from '../../database/new-keys.js';
import type { Unit } from '../../database/unit.js';
import { unlessDuplicate } from '../../database/unless-duplicate.js';
import type { Acting } from '../../staff/actor.js';
import { type ProposedRule, ProposedRules } from '../../staff/proposals/proposed-rules.js';
import { Proposals, type ProposalWords } from '../../staff/proposals/proposals.service.js';
import { refusal } from '../../web/domain/refusal.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';
import { assertMeaningful, type SafetyRule } from '../domain/safety-rule.js';
import { PatientTraits } from './patient-traits.js';
import { safetyFactsOf } from './safety-rule-facts.js';
import { columnsOfRule, KeptSafetyRule } from './safety-rule.entity.js';

/** There is a rule of this key already. */
export const SafetyRuleTaken = refusal('safety-rule-taken', { field: 'key' });

/** Something that nobody at a counter is asked. */
export const UnknownTrait = refusal('unknown-trait', { kind: 'invalid', field: 'having' });

/** The safety rules that the bureau keeps. One that is wrong harms many: each change needs two people. */
@Injectable()
export class SafetyRules {
  /** By what they speak of; nobody may change what is held. */
  readonly all: () => Promise<readonly KeptSafetyRule[]>;
  private readonly proposed: ProposedRules<SafetyRule>;

  constructor(
    proposals: Proposals,
    private readonly reader: Reader,
    private readonly keys: NewKeys,
    private readonly traits: PatientTraits,
    kept: KeptReads,
  ) {
    this.all = kept.one(
      ['medicine.catalogue-filled', 'safety-rule.added', 'safety-rule.changed'],
      (manager) => manager.find(KeptSafetyRule, { order: { of: 'ASC', key: 'ASC' } }),
    );
    this.proposed = new ProposedRules(proposals, {
      added: 'safety-rule.add',
      changed: 'safety-rule.change',
      add: (unit, id, rule) => this.add(unit, id, rule),
      change: (unit, id, rule) => this.change(unit, id, rule),
      reasonOf: ({ source, key }) => source ?? key,
      words: (proposed, language) => Promise.resolve(this.words(proposed, language)),
    });
  }

  /** @throws NotFound */
  async find(id: string): Promise<KeptSafetyRule> {
    const rule = await this.reader.of(KeptSafetyRule).findOneBy({ id });
    if (!rule) throw new NotFound();
    return rule;
  }

  /**
   * Proposes a rule; it holds when somebody else has approved it.
   * @throws SafetyRuleTaken @throws UnknownSubject @throws NobodyConcerned
   */
  async proposeNew(rule: SafetyRule, actor: Acting): Promise<void> {
    this.assertMeaningful(rule);
    if (await this.reader.of(KeptSafetyRule).existsBy({ key: rule.key })) throw new SafetyRuleTaken();
    await this.proposed.propose(this.keys.next(), rule, null, actor);
  }

  /**
   * Proposes to change a rule; it stays as it is until somebody else has approved. Its key stays.
   * @throws NotFound @throws ProposalWaits @throws UnknownSubject @throws NobodyConcerned
   */
  async proposeChange(id: string, told: SafetyRule, actor: Acting): Promise<void> {
    const before = await this.find(id);
    const rule = { ...told, key: before.key };
    this.assertMeaningful(rule);
    await this.proposed.propose(id, rule, before, actor);
  }

  /** Proposes a rule, or the change of one, within a larger act. @throws ProposalWaits */
  async proposeIn(unit: Unit, rule: SafetyRule, before: KeptSafetyRule | null): Promise<string> {
    this.assertMeaningful(rule);
    return this.proposed.proposeIn(unit, before?.id ?? unit.newKey(), rule, before);
  }

  /** @throws UnknownSubject @throws NobodyConcerned @throws UnknownTrait */
  private assertMeaningful(rule: SafetyRule): void {
    assertMeaningful(rule);
    if (!rule.having.every((key) => this.traits.keys.includes(key))) throw new UnknownTrait();
  }

  /** @throws SafetyRuleTaken */
  private async add(unit: Unit, id: string, rule: SafetyRule): Promise<void> {
    await unlessDuplicate(
      () => new SafetyRuleTaken(),
      () => unit.manager.insert(KeptSafetyRule, { id, ...columnsOfRule(rule) }),
    );
    await unit.record({ name: 'safety-rule.added', subject: { kind: 'safety-rule', id }, after: rule });
  }

  /** @throws NotFound */
  private async change(unit: Unit, id: string, rule: SafetyRule): Promise<void> {
    const before = await unit.manager.findOneBy(KeptSafetyRule, { id });
    if (!before) throw new NotFound();
    await unit.manager.update(KeptSafetyRule, { id }, columnsOfRule(rule));
    const subject = { kind: 'safety-rule', id };
    await unit.record({ name: 'safety-rule.changed', subject, before, after: rule });
  }

  private words({ rule, before }: ProposedRule<SafetyRule>, language: Language): ProposalWords {
    return {
      subject: (before ?? rule).key,
      href: paths.safetyRules(),
      facts: safetyFactsOf(rule, before, language, this.traits),
    };
  }
}
