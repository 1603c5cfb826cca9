import { Injectable } from '@nestjs/common';
import type { Day } from '../../config/domain/calendar.js';
import { Reader } from '../../database/connections.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { StaffMember } from '../../staff/staff-member.entity.js';
import { Lot } from '../ledger/lot.entity.js';
import { PackOpening } from '../ledger/pack-opening.entity.js';

/** A line of the split-pack ledger. */
export interface OpeningLine extends PackOpening {
  readonly number: string;
  readonly expiresOn: Day;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly strength: string;
  readonly packSize: number;
  readonly who: string | null;
}

/** What pages show of opened packs. */
@Injectable()
export class PacksQueries {
  constructor(private readonly reader: Reader) {}

  /** The packs that an outlet opened, newest first. */
  async opened(outletId: string, skip: number, take: number): Promise<OpeningLine[]> {
    const { entities, raw } = await this.reader
      .of(PackOpening)
      .createQueryBuilder('opening')
      .innerJoin(Lot, 'lot', 'lot.id = opening.lot_id')
      .innerJoin(Medicine, 'medicine', 'medicine.id = lot.medicine_id')
      .leftJoin(StaffMember, 'member', 'member.id = opening.by')
      .addSelect('lot.number', 'number')
      .addSelect('lot.expires_on', 'expires_on')
      .addSelect('medicine.name_zh', 'name_zh')
      .addSelect('medicine.name_en', 'name_en')
      .addSelect('medicine.strength', 'strength')
      .addSelect('medicine.pack_size', 'pack_size')
      .addSelect('member.name', 'who')
      .where('opening.outlet_id = :outletId', { outletId })
      .orderBy('opening.at', 'DESC')
      .addOrderBy('opening.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<{
        number: string;
        expires_on: Day;
        name_zh: string;
        name_en: string;
        strength: string;
        pack_size: number;
        who: string | null;
      }>();
    return entities.map((opening, i) => {
      const { number, expires_on, name_zh, name_en, strength, pack_size, who } = raw[i]!;
      const medicine = { nameZh: name_zh, nameEn: name_en, strength, packSize: pack_size };
      return { ...opening, ...medicine, number, expiresOn: expires_on, who };
    });
  }
}
