import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { ActName } from '../../database/act.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { Outlets } from '../../network/outlets.service.js';
import { reaches } from '../../network/reach.js';
import type { Acting } from '../../staff/actor.js';
import { NotFound } from '../../web/refusals.js';
import { firstExpiredFirstOut } from '../domain/first-expired.js';
import { MoreThanAsked, MoreThanSent, NotTheTime, SameOutlet } from '../domain/refusals.js';
import { type Arrival, missingOf, type TransferStep, transferSteps } from '../domain/transfer.js';
import { heldNumber, heldShelf } from '../ledger/held.js';
import { Ledger } from '../ledger/ledger.js';
import { Lot } from '../ledger/lot.entity.js';
import { Transfer, TransferLot } from './transfer.entity.js';

export interface Wish {
  /** Made when the page was opened, so that a resent form asks once. */
  readonly id: string;
  readonly fromOutletId: string;
  readonly toOutletId: string;
  readonly medicineId: string;
  /** Units. */
  readonly quantity: number;
  readonly note?: string;
}

/** What the acts on a transfer carry to whoever listens. */
export interface TransferNews {
  readonly transfer: Transfer;
  readonly from: Outlet;
  readonly to: Outlet;
}

/** Medicine between outlets: asked, agreed, sent, received. Each end takes its own steps. */
@Injectable()
export class Transfers {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly ledger: Ledger,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Asks an outlet to let another have some. Sent twice, it asks once.
   * @throws SameOutlet @throws NotFound
   */
  async ask(
    { id, fromOutletId, toOutletId, medicineId, quantity, note }: Wish,
    actor: Acting,
  ): Promise<void> {
    if (fromOutletId === toOutletId) throw new SameOutlet();
    await this.units.runHolding(actor, async (unit) => {
      if (await unit.manager.existsBy(Transfer, { id })) return;
      await this.outlets.findIn(unit, toOutletId, actor.reach);
      if (!(await unit.manager.existsBy(Medicine, { id: medicineId }))) throw new NotFound();
      const transfer: Transfer = {
        id,
        fromOutletId,
        toOutletId,
        medicineId,
        state: 'asked',
        asked: quantity,
        agreed: null,
        note: note ?? null,
        reason: null,
        askedAt: unit.at,
        askedBy: actor.id,
        changedAt: unit.at,
        changedBy: actor.id,
        sentAt: null,
      };
      const news = await this.newsOf(unit, transfer);
      await unit.manager.insert(Transfer, transfer);
      await tell(unit, 'transfer.asked', news, { quantity, note });
    });
  }

  /** The sender lets some go. @throws NotTheTime @throws MoreThanAsked @throws NotFound */
  async agree(id: string, quantity: number, actor: Acting): Promise<void> {
    await this.step(id, 'agree', actor, async (transfer) => {
      if (quantity > transfer.asked) throw new MoreThanAsked({ asked: transfer.asked });
      return { agreed: quantity };
    });
  }

  /** The sender can't. @throws NotTheTime @throws NotFound */
  async decline(id: string, reason: string, actor: Acting): Promise<void> {
    await this.step(id, 'decline', actor, async () => ({ reason }));
  }

  /** The receiver no longer needs it. @throws NotTheTime @throws NotFound */
  async cancel(id: string, reason: string | undefined, actor: Acting): Promise<void> {
    await this.step(id, 'cancel', actor, async () => ({ reason: reason ?? null }));
  }

  /**
   * What was agreed leaves the sender's shelf, first expired first; it is the sender's until it has arrived.
   * @throws NotTheTime @throws NotEnoughStock @throws NotFound
   */
  async send(id: string, actor: Acting): Promise<void> {
    await this.step(id, 'send', actor, async ({ fromOutletId: outletId, medicineId, agreed }, unit) => {
      await unit.hold(heldShelf({ outletId, medicineId }));
      const lots = await unit.manager.findBy(Lot, { outletId, medicineId });
      for (const take of firstExpiredFirstOut(lots, agreed!, this.calendar.dayOf(unit.at))) {
        const lot = lots.find((one) => one.id === take.lotId)!;
        const { number, expiresOn } = lot;
        const out = { id: unit.newKey(), kind: 'send' as const, quantity: -take.quantity, documentId: id };
        await this.ledger.move(unit, lot, out);
        await unit.manager.insert(TransferLot, {
          id: unit.newKey(),
          transferId: id,
          number,
          expiresOn,
          sent: take.quantity,
        });
      }
      await this.ledger.tell(
        unit,
        'stock.sent',
        { outletId, medicineId },
        { transfer: id, quantity: agreed },
      );
      return { sentAt: unit.at };
    });
  }

  /**
   * Puts what arrived on the receiver's shelf; what is damaged or missing stays the sender's loss. A lot that was
   * recalled on the way arrives blocked.
   * @param arrivals by the key of the transfer's lot; a lot that is not named arrived whole
   * @throws NotTheTime @throws MoreThanSent @throws LotDiffers @throws NotFound
   */
  async receive(id: string, arrivals: ReadonlyMap<string, Arrival>, actor: Acting): Promise<void> {
    await this.step(id, 'receive', actor, async ({ toOutletId: outletId, medicineId }, unit) => {
      const lines = await unit.manager.findBy(TransferLot, { transferId: id });
      const numbers = lines.map(({ number }) => heldNumber({ medicineId, number }));
      await unit.hold(...numbers, heldShelf({ outletId, medicineId }));
      for (const { id: lineId, number, expiresOn, sent } of lines) {
        const arrival = arrivals.get(lineId) ?? { received: sent, damaged: 0 };
        const missing = missingOf(sent, arrival);
        if (missing === undefined) throw new MoreThanSent({ number, sent });
        const { received: quantity } = arrival;
        const lot =
          quantity > 0 && (await this.ledger.lotFor(unit, { outletId, medicineId, number, expiresOn }));
        if (lot)
          await this.ledger.move(unit, lot, { id: unit.newKey(), kind: 'arrive', quantity, documentId: id });
        await unit.manager.update(TransferLot, { id: lineId }, { ...arrival, missing });
      }
      await this.ledger.tell(unit, 'stock.arrived', { outletId, medicineId }, { transfer: id });
      return {};
    });
  }

  private async step(
    id: string,
    step: TransferStep,
    actor: Acting,
    work: (transfer: Transfer, unit: Unit) => Promise<Partial<Transfer>>,
  ): Promise<void> {
    const { from, to: state, end } = transferSteps[step];
    await this.units.runHolding(actor, async (unit) => {
      const transfer = await unit.manager.findOneBy(Transfer, { id });
      if (!transfer) throw new NotFound();
      const news = await this.newsOf(unit, transfer);
      if (!reaches(actor.reach, news[end])) throw new NotFound();
      if (!from.includes(transfer.state)) throw new NotTheTime({ state: transfer.state });
      const changes = { ...(await work(transfer, unit)), state, changedAt: unit.at, changedBy: actor.id };
      const taken = await unit.manager.update(Transfer, { id, state: transfer.state }, changes);
      if (taken.affected !== 1) throw new NotTheTime({ state: transfer.state });
      const after = { ...transfer, ...changes };
      await tell(unit, `transfer.${state}`, { ...news, transfer: after }, changes);
    });
  }

  private async newsOf(unit: Unit, transfer: Transfer): Promise<TransferNews> {
    const outlet = (id: string) => unit.manager.findOneBy(Outlet, { id });
    const [from, to] = [await outlet(transfer.fromOutletId), await outlet(transfer.toOutletId)];
    if (!from || !to) throw new NotFound();
    return { transfer, from, to };
  }
}

async function tell(
  unit: Unit,
  name: Extract<ActName, `transfer.${string}`>,
  news: TransferNews,
  after: object,
): Promise<void> {
  const { id, toOutletId: outletId } = news.transfer;
  await unit.record({ name, subject: { kind: 'transfer', id }, outletId, after, carries: news });
}
