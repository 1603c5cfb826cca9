import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Day } from '../config/domain/calendar.js';
import type { Unit } from '../database/unit.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { firstExpiredFirstOut, usable } from './domain/first-expired.js';
import { splitFor } from './domain/packs.js';
import { NotEnoughStock, PackNotSplit } from './domain/refusals.js';
import { heldShelf } from './ledger/held.js';
import { Ledger } from './ledger/ledger.js';
import { Lot } from './ledger/lot.entity.js';
import { Movement } from './ledger/movement.entity.js';
import { atShelf } from './ledger/shelf-change.js';
import { PackOpening } from './ledger/pack-opening.entity.js';

export interface Dispensed {
  readonly outletId: string;
  readonly medicine: Pick<Medicine, 'id' | 'packSize' | 'splittable'>;
  /** Units. */
  readonly quantity: number;
  readonly visitId: string;
  /** The day of the visit: a lot that had not expired then could be handed out then. */
  readonly on: Day;
}

/** What a visit hands out and takes back, within its unit of work. */
@Injectable()
export class Dispensing {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Hands medicine out: first expired, first out; packs are opened where less than a whole one is wanted.
   * @throws NotEnoughStock @throws PackNotSplit
   */
  async dispense(unit: Unit, { outletId, medicine, quantity, visitId, on }: Dispensed): Promise<void> {
    const { id: medicineId, packSize } = medicine;
    if (!medicine.splittable && quantity % packSize !== 0) throw new PackNotSplit({ packSize });
    await unit.hold(heldShelf({ outletId, medicineId }));
    const lots = await this.lots(unit, outletId, medicineId);
    const available = usable(lots, on);
    if (available < quantity) throw new NotEnoughStock({ asked: quantity, available, medicineId });
    const takes = firstExpiredFirstOut(lots, quantity, on);
    for (const take of takes) {
      const lot = lots.find(({ id }) => id === take.lotId)!;
      const { opened, loose } = splitFor(lot, take.quantity, packSize);
      const [kind, id] = ['dispense' as const, unit.newKey()];
      await this.ledger.move(unit, lot, { id, kind, quantity: -take.quantity, visitId, loose, on });
      if (opened > 0) await this.noteOpening(unit, lot, opened, visitId);
    }
    const shelf = { outletId, medicineId };
    await unit.record({
      name: 'stock.dispensed',
      ...atShelf(shelf),
      after: { quantity, visitId, takes },
      carries: { shelves: [shelf], units: quantity, on },
    });
  }

  /** Takes back what a visit of a day handed out of some medicines and has not taken back yet, within its correction. */
  async takeBack(
    unit: Unit,
    { id: visitId, on }: { readonly id: string; readonly on: Day },
    medicineIds: readonly string[],
  ): Promise<void> {
    if (medicineIds.length === 0) return;
    const movements = await unit.manager.findBy(Movement, {
      visitId,
      kind: 'dispense',
      medicineId: In([...medicineIds]),
    });
    const reversed = new Set(
      (await unit.manager.findBy(Movement, { visitId, kind: 'reverse' })).map((m) => m.reversesId),
    );
    for (const movement of movements.filter(({ id }) => !reversed.has(id)))
      await this.ledger.undo(unit, movement, on);
  }

  private lots(unit: Unit, outletId: string, medicineId: string): Promise<Lot[]> {
    return unit.manager
      .createQueryBuilder(Lot, 'lot')
      .where('lot.outletId = :outletId AND lot.medicineId = :medicineId AND lot.onHand > 0', {
        outletId,
        medicineId,
      })
      .getMany();
  }

  private async noteOpening(unit: Unit, lot: Lot, packs: number, visitId: string): Promise<void> {
    await unit.manager.insert(PackOpening, {
      id: unit.newKey(),
      lotId: lot.id,
      outletId: lot.outletId,
      packs,
      visitId,
      at: unit.at,
      by: unit.author.id,
    });
  }
}
