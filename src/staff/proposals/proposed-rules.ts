import type { Language } from '../../config/settings.js';
import type { Unit } from '../../database/unit.js';
import type { Acting } from '../actor.js';
import type { ProposalName } from './proposal.entity.js';
import type { Proposals, ProposalWords } from './proposals.service.js';

/** What a proposal about a rule says: the rule that is to be, and the one that it replaces as it was then. */
export interface ProposedRule<Rule> {
  readonly rule: Rule;
  readonly before: Rule | null;
}

/** A register of rules, each of whose changes needs two people. */
export interface RuleRegister<Rule> {
  readonly added: ProposalName;
  readonly changed: ProposalName;
  add(unit: Unit, id: string, rule: Rule): Promise<void>;
  change(unit: Unit, id: string, rule: Rule): Promise<void>;
  /** What a proposal is known by in short: where the rule is from. */
  reasonOf(rule: Rule): string;
  words(proposed: ProposedRule<Rule>, language: Language): Promise<ProposalWords>;
}

/** Proposes new rules of a register and changes of those that stand, and carries out what was approved. */
export class ProposedRules<Rule> {
  constructor(
    private readonly proposals: Proposals,
    private readonly register: RuleRegister<Rule>,
  ) {
    const ofRule = ({ content }: { readonly content: object | null }) => content as ProposedRule<Rule>;
    const words: Parameters<Proposals['offer']>[1]['words'] = (proposal, language) =>
      register.words(ofRule(proposal), language);
    proposals.offer(register.added, {
      words,
      carryOut: (unit, proposal) => register.add(unit, proposal.subjectId, ofRule(proposal).rule),
    });
    proposals.offer(register.changed, {
      words,
      carryOut: (unit, proposal) => register.change(unit, proposal.subjectId, ofRule(proposal).rule),
    });
  }

  /** @param before the rule that is changed; null for a new one @throws ProposalWaits */
  propose(id: string, rule: Rule, before: Rule | null, actor: Acting): Promise<string> {
    return this.proposals.propose(this.wish(id, rule, before), actor);
  }

  /** The same within a larger act. @throws ProposalWaits */
  proposeIn(unit: Unit, id: string, rule: Rule, before: Rule | null): Promise<string> {
    return this.proposals.proposeIn(unit, this.wish(id, rule, before));
  }

  private wish(subjectId: string, rule: Rule, before: Rule | null) {
    const { added, changed } = this.register;
    const content: ProposedRule<Rule> = { rule, before };
    return { kind: before ? changed : added, subjectId, content, reason: this.register.reasonOf(rule) };
  }
}
