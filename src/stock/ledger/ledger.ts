import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { Day } from '../../config/domain/calendar.js';
import { IsNull } from 'typeorm';
import { insertOne } from '../../database/insert-many.js';
import type { Unit } from '../../database/unit.js';
import { NotFound } from '../../web/refusals.js';
import { isUsable } from '../domain/first-expired.js';
import { lotNumber } from '../domain/lot-number.js';
import { forUse, unaccounted } from '../domain/movement.js';
import { AlreadyReversed, LotBlocked, LotDiffers, NotEnoughStock } from '../domain/refusals.js';
import { Recall } from '../recalls/recall.entity.js';
import { atShelf, type Moved, type ShelfAct, type ShelfChange, shelfOf } from './shelf-change.js';
import { heldNumber, heldShelf } from './held.js';
import { Lot } from './lot.entity.js';
import { Movement } from './movement.entity.js';

export interface LotFacts extends ShelfChange {
  readonly number: string;
  readonly expiresOn: Day;
}

/** What `stock.reversed` carries: the movement that was undone, with the units it had. */
export interface Reversed extends Moved {
  readonly kind: Movement['kind'];
}

/** A movement before it has a place in the ledger; `on` is the day for which it counts, today unless told. */
export type NewMovement = Pick<Movement, 'id' | 'kind' | 'quantity'> &
  Partial<Movement> & { readonly on?: Day; readonly loose?: number };

/** Lots, and every movement that made them what they are. */
@Injectable()
export class Ledger {
  constructor(private readonly calendar: Calendar) {}

  /**
   * The one place where a count changes: the ledger gains a line, the level moves, neither without the other.
   * @throws NotEnoughStock @throws LotBlocked if somebody would take it although it has expired or is recalled
   */
  async move(unit: Unit, lot: Lot, { on, loose, ...movement }: NewMovement): Promise<void> {
    const { quantity, kind } = movement;
    const day = on ?? this.calendar.dayOf(unit.at);
    const isGuarded = forUse(kind) || unaccounted(kind, quantity);
    await unit.hold(heldShelf(lot));
    if (isGuarded && !isUsable(lot, day)) throw new LotBlocked({ number: lot.number });
    const moved = await unit.manager
      .createQueryBuilder()
      .update(Lot)
      .set({
        onHand: () => 'on_hand + :quantity',
        loose:
          loose ?? (() => 'CASE WHEN loose > on_hand + :quantity THEN on_hand + :quantity ELSE loose END'),
      })
      .where('id = :id AND on_hand + :quantity >= 0', { id: lot.id, quantity })
      .execute();
    if (moved.affected !== 1) throw new NotEnoughStock({ asked: -quantity, available: lot.onHand });
    await insertOne(unit, Movement, {
      ...movement,
      lotId: lot.id,
      outletId: lot.outletId,
      medicineId: lot.medicineId,
      at: unit.at,
      by: unit.author.id,
    });
  }

  /**
   * Undoes a movement by one the other way.
   * @param on the day for which it counted
   * @throws AlreadyReversed @throws NotEnoughStock
   */
  async undo(unit: Unit, movement: Movement, on = this.calendar.dayOf(movement.at)): Promise<void> {
    const before = await unit.manager.findOneBy(Movement, { reversesId: movement.id });
    if (before || movement.kind === 'reverse') throw new AlreadyReversed();
    const { id, kind, quantity, visitId, outletId, lotId } = movement;
    const lot = await this.lot(unit, outletId, lotId);
    await this.move(unit, lot, {
      id: unit.newKey(),
      kind: 'reverse',
      quantity: -quantity,
      reversesId: id,
      visitId,
    });
    await unit.record({
      name: 'stock.reversed',
      ...atShelf(lot),
      after: { movement: id, quantity: -quantity },
      carries: { shelves: [shelfOf(lot)], units: quantity, on, kind },
    });
  }

  /** The lot of this number on the shelf, or a new one with nothing on hand; blocked if it is recalled. @throws LotDiffers */
  async lotFor(unit: Unit, facts: LotFacts): Promise<Lot> {
    const { outletId, medicineId, expiresOn } = facts;
    const number = lotNumber(facts.number);
    await unit.hold(heldNumber({ medicineId, number }));
    const known = await unit.manager.findOneBy(Lot, { outletId, medicineId, number });
    if (known && known.expiresOn !== expiresOn) throw new LotDiffers({ expiresOn: known.expiresOn });
    if (known) return known;
    const recall = await unit.manager.findOneBy(Recall, { medicineId, number, liftedAt: IsNull() });
    const lot = {
      id: unit.newKey(),
      outletId,
      medicineId,
      number,
      expiresOn,
      onHand: 0,
      loose: 0,
      recallId: recall?.id ?? null,
    };
    await unit.manager.insert(Lot, lot);
    return lot;
  }

  /** A lot as it stands until the unit ends: its shelf is held. @throws NotFound */
  async lot(unit: Unit, outletId: string, id: string): Promise<Lot> {
    const lot = await unit.manager.findOneBy(Lot, { id, outletId });
    if (!lot) throw new NotFound();
    await unit.hold(heldShelf(lot));
    return unit.manager.findOneByOrFail(Lot, { id });
  }

  /**
   * One movement that somebody made by a form. Sent twice, it is made once.
   * @param says the act's name, and what it says beside the lot
   * @returns the medicine's key
   * @throws NotFound @throws NotEnoughStock @throws LotBlocked
   */
  async moveOnce(
    unit: Unit,
    outletId: string,
    lotId: string,
    movement: NewMovement,
    says: { readonly name: ShelfAct; readonly after: object },
  ): Promise<string> {
    const lot = await this.lot(unit, outletId, lotId);
    if (await unit.manager.existsBy(Movement, { id: movement.id })) return lot.medicineId;
    await this.move(unit, lot, movement);
    await this.tell(unit, says.name, lot, { lot: lot.number, ...says.after });
    return lot.medicineId;
  }

  /** Records what happened on a shelf. */
  async tell(unit: Unit, name: ShelfAct, shelf: ShelfChange, after: object): Promise<void> {
    await unit.record({ name, ...atShelf(shelf), after, carries: { shelves: [shelfOf(shelf)] } });
  }
}
