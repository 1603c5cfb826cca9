import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { Day } from '../config/domain/calendar.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Barcodes, type Taught } from '../medicines/barcodes.service.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import type { AdjustmentReason } from './domain/movement.js';
import { latestExpiry } from './domain/expiry.js';
import { lotNumber } from './domain/lot-number.js';
import { KnownLots } from './domain/near-lots.js';
import {
  BelongsToDocument,
  BelongsToVisit,
  ExpiryFar,
  LotExpired,
  LotNear,
  LotRecalled,
} from './domain/refusals.js';
import { lotsLike } from './ledger/lots-like.js';
import { Ledger } from './ledger/ledger.js';
import { Movement } from './ledger/movement.entity.js';
import { atShelf, shelfOf } from './ledger/shelf-change.js';

export interface Delivery {
  /** The key of the movement, made before it is sent. */
  readonly id: string;
  readonly medicineId: string;
  readonly number: string;
  readonly expiresOn: Day;
  readonly quantity: number;
  /** Whoever has the box in hand says that lot and expiry are as typed, however unlikely. */
  readonly sure?: boolean;
  /** A barcode that was scanned and that nobody knew, with the units in its pack: learnt as the medicine's. */
  readonly teaches?: Taught;
}

export interface Adjustment {
  readonly id: string;
  readonly change: number;
  readonly reason: AdjustmentReason;
  readonly note?: string;
}

export interface Return {
  readonly id: string;
  readonly quantity: number;
  /** To whom, and why. */
  readonly note?: string;
}

/** What is done at a shelf: received and returned, adjusted and reversed. */
@Injectable()
export class Stock {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly ledger: Ledger,
    private readonly barcodes: Barcodes,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Takes a lot in. Sent twice, it is taken in once.
   * @throws LotExpired @throws LotRecalled @throws LotDiffers @throws ExpiryFar @throws LotNear @throws NotFound
   */
  async receive(outletId: string, delivery: Delivery, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      await this.receiveWithin(unit, outletId, delivery);
    });
  }

  /** The same within a larger act. @throws LotExpired @throws LotRecalled @throws LotDiffers @throws NotFound */
  async receiveWithin(unit: Unit, outletId: string, delivery: Delivery, documentId?: string): Promise<void> {
    const { id, medicineId, expiresOn, quantity } = delivery;
    if (await unit.manager.existsBy(Movement, { id })) return;
    if (!(await unit.manager.existsBy(Medicine, { id: medicineId }))) throw new NotFound();
    const today = this.calendar.dayOf(unit.at);
    if (expiresOn < today) throw new LotExpired();
    if (!delivery.sure) await this.assertLikely(unit, outletId, delivery, today);
    const lot = await this.ledger.lotFor(unit, { outletId, medicineId, number: delivery.number, expiresOn });
    if (lot.recallId) throw new LotRecalled({ number: lot.number });
    await this.ledger.move(unit, lot, { id, kind: 'receive', quantity, documentId });
    if (delivery.teaches) await this.barcodes.teachIn(unit, { ...delivery.teaches, medicineId });
    await unit.record({
      name: 'stock.received',
      ...atShelf(lot),
      after: { quantity, lot: lot.number, expiresOn },
      carries: { shelves: [shelfOf(lot)], units: quantity, on: this.calendar.dayOf(unit.at) },
    });
  }

  /** @throws ExpiryFar @throws LotNear */
  private async assertLikely(
    unit: Unit,
    outletId: string,
    { medicineId, number, expiresOn }: Delivery,
    today: Day,
  ): Promise<void> {
    if (expiresOn > latestExpiry(today)) throw new ExpiryFar({ day: expiresOn });
    const known = await lotsLike(unit.manager, { outletId, medicineIds: [medicineId] });
    const [like] = new KnownLots(known.map((lot) => lot.number)).like(number);
    if (like !== undefined) throw new LotNear({ number: lotNumber(number), like });
  }

  /**
   * Gives some of a lot back to its supplier; the only way out, but for destroying, of a recalled one.
   * @returns the medicine's key
   * @throws NotEnoughStock @throws NotFound
   */
  async return(
    outletId: string,
    lotId: string,
    { id, quantity, note }: Return,
    actor: Acting,
  ): Promise<string> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const movement = { id, kind: 'return', quantity: -quantity, note } as const;
      const says = { name: 'stock.returned' as const, after: { quantity, note } };
      return this.ledger.moveOnce(unit, outletId, lotId, movement, says);
    });
  }

  /**
   * Changes a lot's count for a reason. Sent twice, it counts once.
   * @returns the medicine's key
   * @throws NotEnoughStock @throws NotFound
   */
  async adjust(outletId: string, lotId: string, adjustment: Adjustment, actor: Acting): Promise<string> {
    const { id, change, reason, note } = adjustment;
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const movement = { id, kind: 'adjust', quantity: change, reason, note } as const;
      const says = { name: 'stock.adjusted' as const, after: { change, reason, note } };
      return this.ledger.moveOnce(unit, outletId, lotId, movement, says);
    });
  }

  /**
   * Undoes a movement by one the other way.
   * @returns the medicine's key
   * @throws AlreadyReversed @throws BelongsToVisit @throws BelongsToDocument @throws NotEnoughStock
   */
  async reverse(outletId: string, movementId: string, actor: Acting): Promise<string> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const movement = await unit.manager.findOneBy(Movement, { id: movementId, outletId });
      if (!movement) throw new NotFound();
      if (movement.visitId) throw new BelongsToVisit();
      const alone = movement.kind === 'destroy' || (movement.documentId && movement.kind !== 'receive');
      if (alone) throw new BelongsToDocument();
      await this.ledger.undo(unit, movement);
      return movement.medicineId;
    });
  }
}
