import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { Reader } from '../../database/connections.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { isApproved } from '../../network/domain/approval.js';
import { kilometresBetween } from '../../network/domain/distance.js';
import { Outlet } from '../../network/outlet.entity.js';
import { reaches } from '../../network/reach.js';
import type { Reach } from '../../staff/actor.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { NotFound } from '../../web/refusals.js';
import type { End } from '../domain/transfer.js';
import { Lot } from '../ledger/lot.entity.js';
import { ShelfPlan } from '../planning/shelf-plan.entity.js';
import { ReorderLevel } from '../reorder-level.entity.js';
import { usableLot } from '../stock.queries.js';
import { Transfer, TransferLot } from './transfer.entity.js';

export interface TransferLine extends Transfer {
  readonly from: Outlet;
  readonly to: Outlet;
  readonly medicine: Medicine;
  readonly who: string | null;
}

/** An outlet that has some of a medicine. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly telephone: string | null;
  /** Units that may be handed out. */
  readonly usable: number;
  /** Below how many it is low itself. */
  readonly level: number | null;
  /** As the crow flies; undefined where a position is not known. */
  readonly kilometres?: number;
}

const mostHolders = 12;

/** What pages show of transfers. */
@Injectable()
export class TransfersQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

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

  /** Which other clinics have most of a medicine to spare, the nearest first among those that have enough. */
  async holders(to: Outlet, medicineId: string): Promise<Holder[]> {
    const today = this.calendar.today();
    const { entities, raw } = await this.reader
      .of(Outlet)
      .createQueryBuilder('outlet')
      .innerJoin(Lot, 'lot', `lot.outlet_id = outlet.id AND lot.on_hand > 0 AND ${usableLot}`, { today })
      .leftJoin(ReorderLevel, 'fixed', 'fixed.outlet_id = outlet.id AND fixed.medicine_id = lot.medicine_id')
      .leftJoin(ShelfPlan, 'plan', 'plan.outlet_id = outlet.id AND plan.medicine_id = lot.medicine_id')
      .addSelect('SUM(lot.on_hand)', 'usable')
      .addSelect('MAX(COALESCE(fixed.units, plan.point))', 'level')
      .where('lot.medicine_id = :medicineId AND outlet.id <> :id', { medicineId, id: to.id })
      .groupBy('outlet.id')
      .having('SUM(lot.on_hand) > COALESCE(MAX(COALESCE(fixed.units, plan.point)), 0)')
      .getRawAndEntities<{ usable: string; level: number | null }>();
    return entities
      .map((outlet, i) => ({ outlet, usable: Number(raw[i]!.usable), level: raw[i]!.level }))
      .filter(({ outlet }) => isApproved(outlet.state, outlet.approvedUntil, today))
      .map(({ outlet, ...stock }) => {
        const { id, name, telephone } = outlet;
        return { id, name, telephone, ...stock, kilometres: between(outlet, to) };
      })
      .sort((a, b) => (a.kilometres ?? Infinity) - (b.kilometres ?? Infinity) || b.usable - a.usable)
      .slice(0, mostHolders);
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

function between(a: Outlet, b: Outlet): number | undefined {
  const distance = kilometresBetween(a, b);
  return distance === undefined ? undefined : Math.round(distance * 10) / 10;
}
