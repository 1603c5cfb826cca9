import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Language } from '../../config/settings.js';
import { Reader } from '../../database/connections.js';
import { unlessDuplicate } from '../../database/unless-duplicate.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import type { Acting } from '../../staff/actor.js';
import type { Proposal } from '../../staff/proposals/proposal.entity.js';
import { Proposals, type ProposalWords } from '../../staff/proposals/proposals.service.js';
import { translate } from '../../web/language.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';
import { lotNumber } from '../domain/lot-number.js';
import { AlreadyRecalled, RecallNotDone, RecallOver } from '../domain/refusals.js';
import { heldNumber, heldShelf } from '../ledger/held.js';
import { Lot } from '../ledger/lot.entity.js';
import { Recall } from './recall.entity.js';
import { inTransit } from '../transfers/transit.js';

const lifting = 'recall.lift';

/** What is recalled, and why. */
export interface Announcement {
  readonly medicineId: string;
  readonly number: string;
  readonly reason: string;
  readonly notice?: string;
}

/** What `recall.announced` carries to whoever listens. */
export interface RecallNews {
  readonly recall: Recall;
  readonly medicine: Medicine;
  /** The lots that lie on shelves, one an outlet. */
  readonly lots: readonly Lot[];
}

/** Recalls of lots: blocked everywhere at once, then cleared from every shelf. */
@Injectable()
export class Recalls implements OnModuleInit {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly proposals: Proposals,
  ) {}

  onModuleInit(): void {
    this.proposals.offer(lifting, {
      carryOut: (unit, { subjectId }) => this.lift(unit, subjectId),
      words: (proposal, language) => this.words(proposal, language),
    });
  }

  /**
   * Blocks a lot across the network, in one act: nobody hands it out or sends it on from then on.
   * @returns the recall's key
   * @throws AlreadyRecalled @throws NotFound
   */
  async announce(
    { medicineId, number: typed, reason, notice }: Announcement,
    actor: Acting,
  ): Promise<string> {
    const number = lotNumber(typed);
    return this.units.runHolding(actor, async (unit) => {
      const medicine = await unit.manager.findOneBy(Medicine, { id: medicineId });
      if (!medicine) throw new NotFound();
      const recall: Recall = {
        id: unit.newKey(),
        medicineId,
        number,
        reason,
        notice: notice ?? null,
        announcedAt: unit.at,
        announcedBy: actor.id,
        ...open,
      };
      await unlessDuplicate(
        () => new AlreadyRecalled(),
        () => unit.manager.insert(Recall, recall),
      );
      await this.holdAll(unit, medicineId, number);
      // Lots of before numbers were tidied, which could not be without making two of them one, are blocked too.
      await unit.manager
        .createQueryBuilder()
        .update(Lot)
        .set({ recallId: recall.id })
        .where(hasNumber, { medicineId, number })
        .execute();
      const lots = await unit.manager.findBy(Lot, { recallId: recall.id });
      await unit.record({
        name: 'recall.announced',
        subject: { kind: 'recall', id: recall.id },
        after: { medicine: medicine.code, number, reason, notice, units: unitsIn(lots) },
        carries: { recall, medicine, lots: lots.filter(({ onHand }) => onHand > 0), shelves: lots },
      });
      return recall.id;
    });
  }

  /** Closes a recall when nothing of the lot is left anywhere; it stays blocked. @throws RecallNotDone @throws RecallOver */
  async close(id: string, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      const recall = await this.running(unit, id);
      const units =
        unitsIn(await unit.manager.findBy(Lot, { recallId: id })) + (await inTransit(unit, recall));
      if (units > 0) throw new RecallNotDone({ count: units });
      await unit.manager.update(Recall, { id }, { doneAt: unit.at, doneBy: actor.id });
      await unit.record({ name: 'recall.closed', subject: { kind: 'recall', id } });
    });
  }

  /**
   * Proposes to take back a recall that was a mistake; it holds until somebody else has approved that.
   * @throws RecallOver @throws NotFound @throws ProposalWaits
   */
  async proposeLifting(id: string, reason: string, actor: Acting): Promise<void> {
    if (!isRunning(await this.find(id))) throw new RecallOver();
    await this.proposals.propose({ kind: lifting, subjectId: id, reason }, actor);
  }

  /** Takes back a recall: its lots are free again. @throws RecallOver */
  private async lift(unit: Unit, id: string): Promise<void> {
    const { medicineId, number } = await this.running(unit, id);
    await this.holdAll(unit, medicineId, number);
    const lots = await unit.manager.findBy(Lot, { recallId: id });
    await unit.manager.update(Lot, { recallId: id }, { recallId: null });
    await unit.manager.update(Recall, { id }, { liftedAt: unit.at, liftedBy: unit.author.id });
    await unit.record({
      name: 'recall.lifted',
      subject: { kind: 'recall', id },
      after: { units: unitsIn(lots) },
      carries: { shelves: lots },
    });
  }

  /** No shelf gives some of it away, and none takes it in for the first time, until its block is set or lifted. */
  private async holdAll(unit: Unit, medicineId: string, number: string): Promise<void> {
    await unit.hold(heldNumber({ medicineId, number }));
    const lots = await unit.manager
      .createQueryBuilder(Lot, 'lot')
      .where(hasNumber, { medicineId, number })
      .getMany();
    await unit.hold(...lots.map(heldShelf));
  }

  private async words({ subjectId }: Proposal, language: Language): Promise<ProposalWords> {
    const recall = await this.find(subjectId);
    const medicine = await this.reader.of(Medicine).findOneByOrFail({ id: recall.medicineId });
    const lots = await this.reader.of(Lot).findBy({ recallId: subjectId });
    const fact = (key: string, after: string) => ({ label: translate(language, key), after });
    return {
      subject: `${medicineName(medicine, language)} ${recall.number}`,
      href: paths.recall(subjectId),
      facts: [
        fact('stock.recall.reason', recall.reason),
        fact('stock.recall.quarantined', String(unitsIn(lots))),
      ],
    };
  }

  /** @throws NotFound */
  async find(id: string): Promise<Recall> {
    const recall = await this.reader.of(Recall).findOneBy({ id });
    if (!recall) throw new NotFound();
    return recall;
  }

  private async running(unit: Unit, id: string): Promise<Recall> {
    const recall = await unit.manager.findOne(Recall, { where: { id }, lock: unit.lock });
    if (!recall) throw new NotFound();
    if (!isRunning(recall)) throw new RecallOver();
    return recall;
  }
}

/** Whether there may still be something to clear away. */
export const isRunning = ({ doneAt, liftedAt }: Recall): boolean => !doneAt && !liftedAt;

/** Numbers that were kept before they were tidied, with blanks, other dashes or marks that nobody sees, are the same lot. */
const tidied = [
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'].map((dash) => [dash, '-']),
  ...[' ', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202c', '\u202d', '\u2060', '\ufeff'].map(
    (mark) => [mark, ''],
  ),
].reduce((column, [from, to]) => `REPLACE(${column}, '${from}', '${to}')`, 'number');
const hasNumber = `medicine_id = :medicineId AND UPPER(${tidied}) = :number`;

const open = { doneAt: null, doneBy: null, liftedAt: null, liftedBy: null };

const unitsIn = (lots: readonly Lot[]): number => lots.reduce((sum, { onHand }) => sum + onHand, 0);
