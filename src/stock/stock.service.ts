import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { Day } from '../config/domain/calendar.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { firstExpiredFirstOut } from './domain/first-expired.js';
import type { AdjustmentReason } from './domain/movement.js';
import {
  AlreadyReversed,
  BelongsToVisit,
  LotDiffers,
  LotExpired,
  NotEnoughStock,
} from './domain/refusals.js';
import { Lot, Movement, ReorderLevel } from './stock.entity.js';

export interface Delivery {
  /** The key of the movement, made before it is sent. */
  readonly id: string;
  readonly medicineId: string;
  readonly number: string;
  readonly expiresOn: Day;
  readonly quantity: number;
}

export interface Adjustment {
  readonly id: string;
  readonly change: number;
  readonly reason: AdjustmentReason;
  readonly note?: string;
}

export interface Dispensing {
  readonly outletId: string;
  readonly medicineId: string;
  readonly quantity: number;
  readonly visitId: string;
  /** The day of the visit: a lot that had not expired then could be handed out then. */
  readonly on: Day;
}

/** What changed on a shelf; alerts listen for it. */
export interface ShelfChange {
  readonly outletId: string;
  readonly medicineId: string;
}

/** The shelves: lots, and every movement that made them what they are. */
@Injectable()
export class Stock {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly calendar: Calendar,
  ) {}

  /** Takes a lot in. Sent twice, it is taken in once. @throws LotExpired @throws LotDiffers @throws NotFound */
  async receive(outletId: string, delivery: Delivery, actor: Acting): Promise<void> {
    const { id, medicineId, number, expiresOn, quantity } = delivery;
    await this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      if (await unit.manager.existsBy(Movement, { id })) return;
      if (!(await unit.manager.existsBy(Medicine, { id: medicineId }))) throw new NotFound();
      if (expiresOn < this.calendar.dayOf(unit.at)) throw new LotExpired();
      const lot = await this.lotFor(unit, { outletId, medicineId, number, expiresOn });
      await this.move(unit, lot, { id, kind: 'receive', quantity });
      await this.tell(unit, 'stock.received', lot, { quantity, lot: number, expiresOn });
    });
  }

  /**
   * Changes a lot's count for a reason. Sent twice, it counts once.
   * @returns the medicine's key
   * @throws NotEnoughStock @throws NotFound
   */
  async adjust(outletId: string, lotId: string, adjustment: Adjustment, actor: Acting): Promise<string> {
    const { id, change, reason, note } = adjustment;
    return this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const lot = await this.lot(unit, outletId, lotId);
      if (await unit.manager.existsBy(Movement, { id })) return lot.medicineId;
      await this.move(unit, lot, { id, kind: 'adjust', quantity: change, reason, note });
      await this.tell(unit, 'stock.adjusted', lot, { change, reason, note });
      return lot.medicineId;
    });
  }

  /**
   * Undoes a movement by one the other way.
   * @returns the medicine's key
   * @throws AlreadyReversed @throws BelongsToVisit @throws NotEnoughStock
   */
  async reverse(outletId: string, movementId: string, actor: Acting): Promise<string> {
    return this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const movement = await unit.manager.findOneBy(Movement, { id: movementId, outletId });
      if (!movement) throw new NotFound();
      if (movement.visitId) throw new BelongsToVisit();
      await this.undo(unit, movement);
      return movement.medicineId;
    });
  }

  /** Sets below how many units a shelf is low. */
  async setReorderLevel(outletId: string, medicineId: string, units: number, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const before = await unit.manager.findOneBy(ReorderLevel, { outletId, medicineId });
      await unit.manager.upsert(ReorderLevel, { outletId, medicineId, units }, ['outletId', 'medicineId']);
      await unit.record({
        name: 'stock.reorder-level-set',
        subject: { kind: 'shelf', id: `${outletId}/${medicineId}` },
        outletId,
        before: { units: before?.units ?? null },
        after: { units },
        carries: { outletId, medicineId } satisfies ShelfChange,
      });
    });
  }

  /**
   * Hands medicine out within a visit's unit of work: first expired, first out.
   * @throws NotEnoughStock
   */
  async dispense(unit: Unit, { outletId, medicineId, quantity, visitId, on }: Dispensing): Promise<void> {
    const lots = await unit.manager
      .createQueryBuilder(Lot, 'lot')
      .where('lot.outletId = :outletId AND lot.medicineId = :medicineId AND lot.onHand > 0', {
        outletId,
        medicineId,
      })
      .getMany();
    const takes = firstExpiredFirstOut(lots, quantity, on);
    for (const take of takes) {
      const lot = lots.find(({ id }) => id === take.lotId)!;
      await this.move(unit, lot, { id: unit.newKey(), kind: 'dispense', quantity: -take.quantity, visitId });
    }
    await this.tell(unit, 'stock.dispensed', { outletId, medicineId }, { quantity, visitId, takes });
  }

  /** Takes back all that a visit handed out and has not taken back yet, within its correction. */
  async takeBack(unit: Unit, visitId: string): Promise<void> {
    const movements = await unit.manager.findBy(Movement, { visitId, kind: 'dispense' });
    const reversed = new Set(
      (await unit.manager.findBy(Movement, { visitId, kind: 'reverse' })).map((m) => m.reversesId),
    );
    for (const movement of movements.filter(({ id }) => !reversed.has(id))) await this.undo(unit, movement);
  }

  private async undo(unit: Unit, movement: Movement): Promise<void> {
    const before = await unit.manager.findOneBy(Movement, { reversesId: movement.id });
    if (before || movement.kind === 'reverse') throw new AlreadyReversed();
    const { id, quantity, visitId, outletId, lotId } = movement;
    const lot = await this.lot(unit, outletId, lotId);
    await this.move(unit, lot, {
      id: unit.newKey(),
      kind: 'reverse',
      quantity: -quantity,
      reversesId: id,
      visitId,
    });
    await this.tell(unit, 'stock.reversed', lot, { movement: id, quantity: -quantity });
  }

  /** The one place where a count changes: the ledger gains a line, the level moves, neither without the other. */
  private async move(
    unit: Unit,
    { id: lotId, outletId, medicineId }: Lot,
    movement: Pick<Movement, 'id' | 'kind' | 'quantity'> & Partial<Movement>,
  ): Promise<void> {
    const { quantity } = movement;
    const moved = await unit.manager
      .createQueryBuilder()
      .update(Lot)
      .set({ onHand: () => `on_hand + ${quantity}` })
      .where('id = :lotId AND on_hand + :quantity >= 0', { lotId, quantity })
      .execute();
    if (moved.affected !== 1) throw new NotEnoughStock({ asked: -quantity, available: 0 });
    await unit.manager.insert(Movement, {
      ...movement,
      lotId,
      outletId,
      medicineId,
      at: unit.at,
      by: unit.author.id,
    });
  }

  private async lotFor(unit: Unit, wanted: Omit<Lot, 'id' | 'onHand'>): Promise<Lot> {
    const { outletId, medicineId, number, expiresOn } = wanted;
    const known = await unit.manager.findOneBy(Lot, { outletId, medicineId, number });
    if (known && known.expiresOn !== expiresOn) throw new LotDiffers({ expiresOn: known.expiresOn });
    if (known) return known;
    const lot = { id: unit.newKey(), ...wanted, onHand: 0 };
    await unit.manager.insert(Lot, lot);
    return lot;
  }

  private async lot(unit: Unit, outletId: string, id: string): Promise<Lot> {
    const lot = await unit.manager.findOneBy(Lot, { id, outletId });
    if (!lot) throw new NotFound();
    return lot;
  }

  private async tell(
    unit: Unit,
    name: string,
    { outletId, medicineId }: ShelfChange,
    after: object,
  ): Promise<void> {
    await unit.record({
      name,
      subject: { kind: 'shelf', id: `${outletId}/${medicineId}` },
      outletId,
      after,
      carries: { outletId, medicineId } satisfies ShelfChange,
    });
  }
}
