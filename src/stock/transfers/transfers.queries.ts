import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import { Reader } from '../../database/connections.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { reaches } from '../../network/reach.js';
import type { Reach } from '../../staff/actor.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { NotFound } from '../../web/refusals.js';
import type { End } from '../domain/transfer.js';
import { Transfer, TransferLot } from './transfer.entity.js';

export interface TransferLine extends Transfer {
  readonly from: Outlet;
  readonly to: Outlet;
  readonly medicine: Medicine;
  readonly who: string | null;
}

/** What pages show of transfers. */
@Injectable()
export class TransfersQueries {
  constructor(private readonly reader: Reader) {}

  /** Into and out of an outlet, the newest first. */
  async ofOutlet(outletId: string, skip: number, take: number): Promise<TransferLine[]> {
    return this.lines(
      this.base()
        .where(
          new Brackets((either) =>
            either
              .where('transfer.from_outlet_id = :outletId', { outletId })
              .orWhere('transfer.to_outlet_id = :outletId', { outletId }),
          ),
        )
        .orderBy('transfer.asked_at', 'DESC')
        .addOrderBy('transfer.id', 'DESC')
        .offset(skip)
        .limit(take),
    );
  }

  /** One transfer, with the ends that are within reach. @throws NotFound if neither is */
  async find(
    id: string,
    reach: Reach,
  ): Promise<{ transfer: TransferLine; ends: End[]; lots: TransferLot[] }> {
    const [transfer] = await this.lines(this.base().where('transfer.id = :id', { id }));
    const ends = (['from', 'to'] as const).filter((end) => transfer && reaches(reach, transfer[end]));
    if (!transfer || ends.length === 0) throw new NotFound();
    const lots = await this.reader
      .of(TransferLot)
      .find({ where: { transferId: id }, order: { expiresOn: 'ASC', id: 'ASC' } });
    return { transfer, ends, lots };
  }

  private base() {
    return this.reader
      .of(Transfer)
      .createQueryBuilder('transfer')
      .leftJoin(StaffMember, 'member', 'member.id = transfer.changed_by')
      .addSelect('member.name', 'who');
  }

  private async lines(query: ReturnType<TransfersQueries['base']>): Promise<TransferLine[]> {
    const { entities, raw } = await query.getRawAndEntities<{ who: string | null }>();
    const outlets = await this.byKey(
      Outlet,
      entities.flatMap(({ fromOutletId, toOutletId }) => [fromOutletId, toOutletId]),
    );
    const medicines = await this.byKey(
      Medicine,
      entities.map(({ medicineId }) => medicineId),
    );
    return entities.map((transfer, i) => ({
      ...transfer,
      from: outlets.get(transfer.fromOutletId)!,
      to: outlets.get(transfer.toOutletId)!,
      medicine: medicines.get(transfer.medicineId)!,
      who: raw[i]!.who,
    }));
  }

  private async byKey<T extends { id: string }>(entity: new () => T, ids: readonly string[]) {
    if (ids.length === 0) return new Map<string, T>();
    const found = await this.reader
      .of(entity)
      .createQueryBuilder('one')
      .where('one.id IN (:...ids)', { ids: [...new Set(ids)] })
      .getMany();
    return new Map(found.map((one) => [one.id, one]));
  }
}
