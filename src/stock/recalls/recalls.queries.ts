import { Injectable } from '@nestjs/common';
import { Reader } from '../../database/connections.js';
import type { MedicineUnit } from '../../medicines/domain/medicine.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { Outlet } from '../../network/outlet.entity.js';
import { withinReach } from '../../network/reach.js';
import type { Reach } from '../../staff/actor.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { Lot } from '../ledger/lot.entity.js';
import { Movement } from '../ledger/movement.entity.js';
import { Recall } from './recall.entity.js';

export interface RecallLine extends Recall {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly strength: string;
  readonly unit: MedicineUnit;
  readonly who: string | null;
  /** Units that still lie on shelves within reach, and at how many outlets. */
  readonly left: number;
  readonly outlets: number;
}

/** What became of a recalled lot at one outlet, in units. */
export interface RecalledShelf {
  readonly outletId: string;
  readonly outlet: string;
  readonly telephone: string | null;
  readonly lotId: string;
  readonly onHand: number;
  readonly returned: number;
  readonly destroyed: number;
}

/** What pages show of recalls. */
@Injectable()
export class RecallsQueries {
  constructor(private readonly reader: Reader) {}

  /** Newest first. */
  async list(reach: Reach, skip: number, take: number): Promise<RecallLine[]> {
    return this.lines(reach, (query) => query.offset(skip).limit(take));
  }

  async line(id: string, reach: Reach): Promise<RecallLine | undefined> {
    const [line] = await this.lines(reach, (query) => query.where('recall.id = :id', { id }));
    return line;
  }

  /** Where it lies or lay, the fullest shelf first. */
  async shelves(recallId: string, reach: Reach): Promise<RecalledShelf[]> {
    const rows = await withinReach(
      this.reader
        .of(Lot)
        .createQueryBuilder('lot')
        .innerJoin(Outlet, 'outlet', 'outlet.id = lot.outlet_id')
        .leftJoin(
          Movement,
          'movement',
          `movement.lot_id = lot.id AND movement.kind IN ('return', 'destroy') AND NOT EXISTS
           (SELECT 1 FROM movement reversal WHERE reversal.reverses_id = movement.id)`,
        )
        .select('lot.outlet_id', 'outletId')
        .addSelect('outlet.name', 'outlet')
        .addSelect('outlet.telephone', 'telephone')
        .addSelect('lot.id', 'lotId')
        .addSelect('lot.on_hand', 'onHand')
        .addSelect(
          `COALESCE(SUM(CASE WHEN movement.kind = 'return' THEN -movement.quantity END), 0)`,
          'returned',
        )
        .addSelect(
          `COALESCE(SUM(CASE WHEN movement.kind = 'destroy' THEN -movement.quantity END), 0)`,
          'destroyed',
        )
        .where('lot.recall_id = :recallId', { recallId })
        .groupBy('lot.id')
        .addGroupBy('outlet.id')
        .orderBy('lot.on_hand', 'DESC')
        .addOrderBy('outlet.name'),
      reach,
    ).getRawMany<RecalledShelf & { returned: string; destroyed: string }>();
    return rows.map((row) => ({
      ...row,
      returned: Number(row.returned),
      destroyed: Number(row.destroyed),
    }));
  }

  private async lines(
    reach: Reach,
    narrow: (query: ReturnType<RecallsQueries['base']>) => ReturnType<RecallsQueries['base']>,
  ): Promise<RecallLine[]> {
    const { entities, raw } = await narrow(this.base()).getRawAndEntities<{
      name_zh: string;
      name_en: string;
      strength: string;
      unit: MedicineUnit;
      who: string | null;
    }>();
    const left = await this.left(
      entities.map(({ id }) => id),
      reach,
    );
    return entities.map((recall, i) => {
      const { name_zh: nameZh, name_en: nameEn, strength, unit, who } = raw[i]!;
      return { ...recall, nameZh, nameEn, strength, unit, who, ...(left.get(recall.id) ?? nothing) };
    });
  }

  private base() {
    return this.reader
      .of(Recall)
      .createQueryBuilder('recall')
      .innerJoin(Medicine, 'medicine', 'medicine.id = recall.medicine_id')
      .leftJoin(StaffMember, 'member', 'member.id = recall.announced_by')
      .addSelect('medicine.name_zh', 'name_zh')
      .addSelect('medicine.name_en', 'name_en')
      .addSelect('medicine.strength', 'strength')
      .addSelect('medicine.unit', 'unit')
      .addSelect('member.name', 'who')
      .orderBy('recall.announced_at', 'DESC')
      .addOrderBy('recall.id', 'DESC');
  }

  private async left(ids: readonly string[], reach: Reach) {
    if (ids.length === 0) return new Map<string, typeof nothing>();
    const rows = await withinReach(
      this.reader
        .of(Lot)
        .createQueryBuilder('lot')
        .innerJoin(Outlet, 'outlet', 'outlet.id = lot.outlet_id')
        .select('lot.recall_id', 'id')
        .addSelect('SUM(lot.on_hand)', 'left')
        .addSelect('COUNT(*)', 'outlets')
        .where('lot.recall_id IN (:...ids) AND lot.on_hand > 0', { ids })
        .groupBy('lot.recall_id'),
      reach,
    ).getRawMany<{ id: string; left: string; outlets: string }>();
    return new Map(
      rows.map(({ id, left, outlets }) => [id, { left: Number(left), outlets: Number(outlets) }]),
    );
  }
}

const nothing = { left: 0, outlets: 0 };
