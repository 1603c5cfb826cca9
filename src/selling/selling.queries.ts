import { Injectable } from '@nestjs/common';
import type { Day } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Chain } from '../network/chain.entity.js';
import { District } from '../network/district.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import type { Reach } from '../staff/actor.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import type { MedicineUnit } from '../medicines/domain/medicine.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { LimitMedicine, RestrictedSale, SellingLimit } from './selling-limit.entity.js';

export interface LimitLine extends SellingLimit {
  readonly district: string | null;
  readonly chain: string | null;
  readonly medicines: readonly { readonly medicine: Medicine; readonly most: number }[];
}

/** A line of the real-name register, as the authority asks for it. */
export interface RegisterLine {
  readonly id: string;
  readonly at: Date;
  readonly on: Day;
  readonly outletId: string;
  readonly outlet: string;
  readonly licenceNumber: string;
  readonly visitId: string;
  readonly buyerName: string;
  readonly buyerNumber: string;
  readonly forNumber: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly strength: string;
  readonly unit: MedicineUnit;
  readonly units: number;
  readonly seller: string | null;
  readonly takenBackAt: Date | null;
}

/** What pages and files show of selling limits and of the real-name register. */
@Injectable()
export class SellingQueries {
  constructor(private readonly reader: Reader) {}

  /** The newest first. */
  async limits(): Promise<LimitLine[]> {
    const { entities, raw } = await this.reader
      .of(SellingLimit)
      .createQueryBuilder('limits')
      .leftJoin(District, 'district', 'district.id = limits.district_id')
      .leftJoin(Chain, 'chain', 'chain.id = limits.chain_id')
      .addSelect('district.name', 'district')
      .addSelect('chain.name', 'chain')
      .orderBy('limits.set_at', 'DESC')
      .addOrderBy('limits.id', 'DESC')
      .getRawAndEntities<{ district: string | null; chain: string | null }>();
    const [groups, medicines] = await Promise.all([
      this.reader.of(LimitMedicine).find(),
      this.reader.of(Medicine).find({ order: { code: 'ASC' } }),
    ]);
    const byId = new Map(medicines.map((medicine) => [medicine.id, medicine]));
    return entities.map((limit, i) => ({
      ...limit,
      district: raw[i]!.district,
      chain: raw[i]!.chain,
      medicines: groups
        .filter(({ limitId }) => limitId === limit.id)
        .map(({ medicineId, most }) => ({ medicine: byId.get(medicineId)!, most })),
    }));
  }

  /** The register from one day to another, within reach, the oldest first. */
  async register(from: Day, to: Day, reach: Reach, skip: number, take: number): Promise<RegisterLine[]> {
    const rows = await withinReach(
      this.reader
        .of(RestrictedSale)
        .createQueryBuilder('sale')
        .innerJoin(Outlet, 'outlet', 'outlet.id = sale.outlet_id')
        .innerJoin(Medicine, 'medicine', 'medicine.id = sale.medicine_id')
        .leftJoin(StaffMember, 'member', 'member.id = sale.by')
        .select('sale.id', 'id')
        .addSelect('sale.at', 'at')
        .addSelect('sale.on', 'on')
        .addSelect('sale.outlet_id', 'outletId')
        .addSelect('outlet.name', 'outlet')
        .addSelect('outlet.licence_number', 'licenceNumber')
        .addSelect('sale.visit_id', 'visitId')
        .addSelect('sale.buyer_name', 'buyerName')
        .addSelect('sale.buyer_number', 'buyerNumber')
        .addSelect('sale.for_number', 'forNumber')
        .addSelect('medicine.name_zh', 'nameZh')
        .addSelect('medicine.name_en', 'nameEn')
        .addSelect('medicine.strength', 'strength')
        .addSelect('medicine.unit', 'unit')
        .addSelect('sale.units', 'units')
        .addSelect('member.name', 'seller')
        .addSelect('sale.taken_back_at', 'takenBackAt')
        .where('sale.on BETWEEN :from AND :to', { from, to })
        .orderBy('sale.on')
        .addOrderBy('sale.at')
        .addOrderBy('sale.id')
        .offset(skip)
        .limit(take),
      reach,
    ).getRawMany<RegisterLine & { at: string; takenBackAt: string | null }>();
    return rows.map((row) => ({
      ...row,
      at: new Date(row.at),
      takenBackAt: row.takenBackAt ? new Date(row.takenBackAt) : null,
    }));
  }
}
