import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Language } from '../../config/settings.js';
import { Reader } from '../../database/connections.js';
import { unlessDuplicate } from '../../database/unless-duplicate.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { NotFound } from '../../web/refusals.js';
import type { Acting } from '../actor.js';
import { StaffMember } from '../staff-member.entity.js';
import { Proposal, type ProposalName, proposalNames } from './proposal.entity.js';
import { OwnProposal, ProposalDecided, ProposalWaits } from './refusals.js';

/** One line of what a proposal would change, in the reader's words. */
export interface ProposedFact {
  readonly label: string;
  readonly before?: string;
  readonly after: string;
}

/** What a proposal is about, as its page and its mail say it. */
export interface ProposalWords {
  readonly subject: string;
  readonly href: string;
  readonly facts: readonly ProposedFact[];
}

/** An act that needs a second person. The room that it belongs to offers it. */
export interface ProposalKind {
  /** Carries the act out, within the unit of work that approves it. */
  carryOut(unit: Unit, proposal: Proposal): Promise<void>;
  /** Says what it would change. */
  words(proposal: Proposal, language: Language): Promise<ProposalWords>;
}

/** What one person wants. */
export interface Wish {
  readonly kind: ProposalName;
  readonly subjectId: string;
  readonly content?: object;
  readonly reason: string;
}

/** What the acts `proposal.made`, `.approved` and `.rejected` carry. */
export interface ProposalNews {
  readonly proposal: Proposal;
}

export interface ProposalLine extends Proposal {
  readonly proposer: string | null;
  readonly decider: string | null;
}

const lastDecided = 30;

/** Acts that need two people: one proposes, another approves, and it is done. */
@Injectable()
export class Proposals implements OnApplicationBootstrap {
  private readonly kinds = new Map<ProposalName, ProposalKind>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** @throws Error where no room carries a kind of proposal out */
  onApplicationBootstrap(): void {
    for (const name of proposalNames) this.kindOf({ kind: name });
  }

  offer(kind: ProposalName, how: ProposalKind): void {
    this.kinds.set(kind, how);
  }

  /** Proposes an act. @returns the proposal's key @throws ProposalWaits where a change of the same waits already */
  propose(wish: Wish, actor: Acting): Promise<string> {
    return this.units.run(actor, (unit) => this.proposeIn(unit, wish));
  }

  /** The same within a larger act. @throws ProposalWaits */
  async proposeIn(unit: Unit, { kind, subjectId, content, reason }: Wish): Promise<string> {
    const proposal: Proposal = {
      id: unit.newKey(),
      kind,
      subjectId,
      content: content ?? null,
      reason,
      proposedAt: unit.at,
      proposedBy: unit.author.id,
      decidedAt: null,
      decidedBy: null,
      decision: null,
    };
    await unlessDuplicate(
      () => new ProposalWaits(),
      () => unit.manager.insert(Proposal, proposal),
    );
    await this.record(unit, 'made', proposal, { kind, ...content, reason });
    return proposal.id;
  }

  /**
   * Approves what somebody else proposed, and carries it out in the same unit of work.
   * @throws OwnProposal @throws ProposalDecided @throws NotFound @throws what the act itself refuses
   */
  async approve(id: string, actor: Acting): Promise<void> {
    await this.decide(id, 'approved', actor, async (unit, proposal) => {
      if (proposal.proposedBy === actor.id) throw new OwnProposal();
      await this.kindOf(proposal).carryOut(unit, proposal);
    });
  }

  /** Rejects a proposal, or takes one's own back. @throws ProposalDecided @throws NotFound */
  async reject(id: string, actor: Acting): Promise<void> {
    await this.decide(id, 'rejected', actor, async () => undefined);
  }

  /** The proposal about something that nobody has decided yet. */
  async waitingFor(subjectId: string): Promise<Proposal | null> {
    return this.reader.of(Proposal).findOneBy({ subjectId, decidedAt: IsNull() });
  }

  /** The proposals that wait, the oldest first. */
  waiting(): Promise<ProposalLine[]> {
    return this.lines('proposal.decided_at IS NULL', 'proposal.proposed_at', 'ASC', 500);
  }

  /** Those decided last, the newest first. */
  decided(): Promise<ProposalLine[]> {
    return this.lines('proposal.decided_at IS NOT NULL', 'proposal.decided_at', 'DESC', lastDecided);
  }

  words(proposal: Proposal, language: Language): Promise<ProposalWords> {
    return this.kindOf(proposal).words(proposal, language);
  }

  private async decide(
    id: string,
    decision: 'approved' | 'rejected',
    actor: Acting,
    work: (unit: Unit, proposal: Proposal) => Promise<void>,
  ): Promise<void> {
    // What it carries out may be an act that holds.
    await this.units.runHolding(actor, async (unit) => {
      const proposal = await unit.manager.findOneBy(Proposal, { id });
      if (!proposal) throw new NotFound();
      const decided = { decision, decidedAt: unit.at, decidedBy: actor.id };
      const { affected } = await unit.manager.update(Proposal, { id, decidedAt: IsNull() }, decided);
      if (affected !== 1) throw new ProposalDecided();
      await work(unit, proposal);
      await this.record(unit, decision, { ...proposal, ...decided }, { kind: proposal.kind });
    });
  }

  private async record(
    unit: Unit,
    step: 'made' | 'approved' | 'rejected',
    proposal: Proposal,
    after: object,
  ) {
    await unit.record({
      name: `proposal.${step}`,
      subject: { kind: 'proposal', id: proposal.subjectId },
      after,
      carries: { proposal },
    });
  }

  private kindOf({ kind }: Pick<Proposal, 'kind'>): ProposalKind {
    const known = this.kinds.get(kind);
    if (!known) throw new Error(`Nobody carries out ${kind}.`);
    return known;
  }

  private async lines(
    where: string,
    by: string,
    direction: 'ASC' | 'DESC',
    most: number,
  ): Promise<ProposalLine[]> {
    const { entities, raw } = await this.reader
      .of(Proposal)
      .createQueryBuilder('proposal')
      .leftJoin(StaffMember, 'proposer', 'proposer.id = proposal.proposed_by')
      .leftJoin(StaffMember, 'decider', 'decider.id = proposal.decided_by')
      .addSelect('proposer.name', 'proposer')
      .addSelect('decider.name', 'decider')
      .where(where)
      .orderBy(by, direction)
      .addOrderBy('proposal.id', direction)
      .limit(most)
      .getRawAndEntities<{ proposer: string | null; decider: string | null }>();
    return entities.map((proposal, i) => ({ ...proposal, ...names(raw[i]!) }));
  }
}

const names = ({ proposer, decider }: { proposer: string | null; decider: string | null }) => ({
  proposer,
  decider,
});
