import { Injectable } from '@nestjs/common';
import type { ActName } from '../../database/act.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { unlessDuplicate } from '../../database/unless-duplicate.js';
import type { Unit } from '../../database/unit.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Acting } from '../../staff/actor.js';
import { NotFound } from '../../web/refusals.js';
import { canBePosted, differenceOf, type DifferenceReason } from '../domain/count.js';
import {
  CountGoesOn,
  CountIncomplete,
  DifferenceUnexplained,
  NotTheTime,
  RecountNeeded,
} from '../domain/refusals.js';
import { heldNumber, heldShelf } from '../ledger/held.js';
import { Ledger, type LotFacts } from '../ledger/ledger.js';
import { Lot } from '../ledger/lot.entity.js';
import { CountLine, StockCount } from './count.entity.js';

/** Stock-takes that don't stop the counter: each lot is counted against the ledger as it stands just then. */
@Injectable()
export class Counts {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly ledger: Ledger,
  ) {}

  /** Begins a count. @returns its key @throws CountGoesOn */
  async start(outletId: string, { blind }: { blind: boolean }, actor: Acting): Promise<string> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const id = unit.newKey();
      const count = { id, outletId, blind, startedAt: unit.at, startedBy: actor.id };
      await unlessDuplicate(
        () => new CountGoesOn(),
        () => unit.manager.insert(StockCount, count),
      );
      await tell(unit, 'count.started', count, { blind });
      return id;
    });
  }

  /** Notes what was counted of a lot; counted again, the later figure holds. @throws NotTheTime @throws NotFound */
  async count(outletId: string, id: string, lotId: string, counted: number, actor: Acting): Promise<void> {
    await this.within(outletId, id, actor, async (unit, count) => {
      await this.note(unit, count, await this.ledger.lot(unit, outletId, lotId), counted);
    });
  }

  /** Notes a lot that lies there although the ledger knows nothing of it. @throws LotDiffers @throws NotTheTime */
  async find(
    outletId: string,
    id: string,
    found: Omit<LotFacts, 'outletId'>,
    counted: number,
    actor: Acting,
  ): Promise<void> {
    await this.within(outletId, id, actor, async (unit, count) => {
      const facts = { ...found, outletId };
      await unit.hold(heldNumber(facts), heldShelf(facts));
      await this.note(unit, count, await this.ledger.lotFor(unit, facts), counted);
    });
  }

  /** Says why a lot's count differs from the ledger. @throws NotTheTime @throws NotFound */
  async explain(
    outletId: string,
    id: string,
    lotId: string,
    { reason, note = null }: { reason: DifferenceReason; note?: string | null },
    actor: Acting,
  ): Promise<void> {
    await this.within(outletId, id, actor, async (unit, count) => {
      const explained = await unit.manager.update(CountLine, { countId: id, lotId }, { reason, note });
      if (explained.affected !== 1) throw new NotFound();
      await tell(unit, 'count.explained', count, { lotId, reason, note });
    });
  }

  /**
   * Brings the ledger to what was counted; what moved after a lot was counted is kept.
   * @param rest whether lots that were not counted may stay as they are
   * @throws CountIncomplete @throws DifferenceUnexplained @throws RecountNeeded @throws NotTheTime
   */
  async post(outletId: string, id: string, { rest }: { rest: boolean }, actor: Acting): Promise<void> {
    await this.within(outletId, id, actor, async (unit, count) => {
      await unit.hold(...(await unit.manager.findBy(Lot, { outletId })).map(heldShelf));
      const lines = await unit.manager.findBy(CountLine, { countId: id });
      const lots = new Map((await unit.manager.findBy(Lot, { outletId })).map((lot) => [lot.id, lot]));
      const counted = new Set(lines.map(({ lotId }) => lotId));
      const left = [...lots.values()].filter((lot) => lot.onHand > 0 && !counted.has(lot.id));
      if (left.length > 0 && !rest) throw new CountIncomplete({ count: left.length });
      const differing = lines.filter((line) => differenceOf(line) !== 0);
      const unexplained = differing.filter(({ reason }) => !reason);
      if (unexplained.length > 0) throw new DifferenceUnexplained({ count: unexplained.length });
      for (const line of differing) await this.bring(unit, lots.get(line.lotId)!, line);
      await unit.manager.update(StockCount, { id }, { postedAt: unit.at, postedBy: actor.id });
      await tell(unit, 'count.posted', count, { lots: lines.length, differing: differing.length });
    });
  }

  /** Gives a count up; nothing changes. @throws NotTheTime */
  async cancel(outletId: string, id: string, actor: Acting): Promise<void> {
    await this.within(outletId, id, actor, async (unit, count) => {
      await unit.manager.update(StockCount, { id }, { cancelledAt: unit.at, cancelledBy: actor.id });
      await tell(unit, 'count.cancelled', count);
    });
  }

  private async bring(unit: Unit, lot: Lot, line: CountLine): Promise<void> {
    if (!canBePosted(line, lot.onHand)) throw new RecountNeeded({ number: lot.number });
    const { countId: documentId, reason, note } = line;
    const quantity = differenceOf(line);
    const movement = { id: unit.newKey(), kind: 'count' as const, quantity, reason, note, documentId };
    await this.ledger.move(unit, lot, movement);
    await this.ledger.tell(unit, 'stock.counted', lot, { change: quantity, reason, lot: lot.number });
  }

  private async note(unit: Unit, { id: countId }: StockCount, lot: Lot, counted: number): Promise<void> {
    const before = await unit.manager.findOneBy(CountLine, { countId, lotId: lot.id });
    const line = {
      counted,
      onLedger: lot.onHand,
      countedAt: unit.at,
      countedBy: unit.author.id,
      times: (before?.times ?? 0) + 1,
      reason: null,
      note: null,
    };
    if (before) await unit.manager.update(CountLine, { id: before.id }, line);
    else await unit.manager.insert(CountLine, { id: unit.newKey(), countId, lotId: lot.id, ...line });
    await unit.record({
      name: 'count.line-counted',
      subject: { kind: 'count', id: countId },
      outletId: lot.outletId,
      before: before ? { counted: before.counted, onLedger: before.onLedger } : undefined,
      after: { lot: lot.number, counted, onLedger: lot.onHand },
    });
  }

  private async within(
    outletId: string,
    id: string,
    actor: Acting,
    work: (unit: Unit, count: StockCount) => Promise<void>,
  ): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const count = await unit.manager.findOne(StockCount, { where: { id, outletId }, lock: unit.lock });
      if (!count) throw new NotFound();
      if (count.postedAt || count.cancelledAt) throw new NotTheTime();
      await work(unit, count);
    });
  }
}

async function tell(
  unit: Unit,
  name: Extract<ActName, `count.${string}`>,
  { id, outletId }: Pick<StockCount, 'id' | 'outletId'>,
  after: object = {},
): Promise<void> {
  await unit.record({ name, subject: { kind: 'count', id }, outletId, after });
}
