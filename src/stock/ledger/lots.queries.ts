import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { Reader } from '../../database/connections.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { NotFound } from '../../web/refusals.js';
import { isUsable } from '../domain/first-expired.js';
import { Lot } from './lot.entity.js';
import { Movement } from './movement.entity.js';

/** Which lots may be handed out, as a condition on `lot` with the parameter `today`. */
export const usableLot = 'lot.expires_on >= :today AND lot.recall_id IS NULL';

/** What pages show of lots and their movements. */
@Injectable()
export class LotsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** The lots of one shelf, the first to expire first; empty ones last. */
  async lots(outletId: string, medicineId: string): Promise<(Lot & { expired: boolean; usable: boolean })[]> {
    const today = this.calendar.today();
    const lots = await this.reader
      .of(Lot)
      .find({ where: { outletId, medicineId }, order: { expiresOn: 'ASC' } });
    return lots
      .map((lot) => ({ ...lot, expired: lot.expiresOn < today, usable: isUsable(lot, today) }))
      .sort((a, b) => Number(a.onHand === 0) - Number(b.onHand === 0));
  }

  /** @throws NotFound */
  async lot(outletId: string, id: string): Promise<Lot> {
    const lot = await this.reader.of(Lot).findOneBy({ id, outletId });
    if (!lot) throw new NotFound();
    return lot;
  }

  /** The ledger of one shelf, newest first. */
  async ledger(outletId: string, medicineId: string, skip: number, take: number) {
    const { entities, raw } = await this.reader
      .of(Movement)
      .createQueryBuilder('movement')
      .innerJoin(Lot, 'lot', 'lot.id = movement.lot_id')
      .leftJoin(StaffMember, 'member', 'member.id = movement.by')
      .leftJoin(Movement, 'reversal', 'reversal.reverses_id = movement.id')
      .addSelect('lot.number', 'lot_number')
      .addSelect('member.name', 'who')
      .addSelect('reversal.id', 'reversal_id')
      .where('movement.outlet_id = :outletId AND movement.medicine_id = :medicineId', {
        outletId,
        medicineId,
      })
      .orderBy('movement.at', 'DESC')
      .addOrderBy('movement.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<{ lot_number: string; who: string | null; reversal_id: string | null }>();
    return entities.map((movement, i) => ({
      ...movement,
      lotNumber: raw[i]!.lot_number,
      who: raw[i]!.who,
      reversed: raw[i]!.reversal_id !== null,
      reversible: raw[i]!.reversal_id === null && isReversible(movement),
    }));
  }
}

/** What a visit, a count or a transfer did is put right there. */
const isReversible = ({ kind, visitId, documentId }: Movement): boolean =>
  kind !== 'reverse' && kind !== 'destroy' && !visitId && (!documentId || kind === 'receive');
