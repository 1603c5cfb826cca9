import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import type { Unit } from '../medicines/domain/medicine.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { withinReach } from '../network/reach.js';
import type { Reach } from '../staff/actor.js';
import { Alert } from './alert.entity.js';
import { MailAttempt } from './mail/mail-history.entity.js';
import { Mail, type MailState } from './mail/mail.entity.js';

export interface AlertLine extends Alert {
  readonly outlet: string;
  readonly medicine: Pick<Medicine, 'nameZh' | 'nameEn' | 'strength' | 'unit'>;
}

/** What pages show of alerts and mail. */
@Injectable()
export class AlertsQueries {
  constructor(private readonly reader: Reader) {}

  async list(
    filter: { open: boolean; outletId?: string },
    reach: Reach,
    skip: number,
    take: number,
  ): Promise<AlertLine[]> {
    const { entities, raw } = await this.query(filter, reach)
      .innerJoin(Medicine, 'medicine', 'medicine.id = alert.medicine_id')
      .addSelect('outlet.name', 'outlet_name')
      .addSelect('medicine.name_zh', 'name_zh')
      .addSelect('medicine.name_en', 'name_en')
      .addSelect('medicine.strength', 'strength')
      .addSelect('medicine.unit', 'unit')
      .orderBy('alert.opened_at', 'DESC')
      .addOrderBy('alert.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getRawAndEntities<
        Record<'outlet_name' | 'name_zh' | 'name_en' | 'strength', string> & { unit: Unit }
      >();
    return entities.map((alert, i) => {
      const { outlet_name: outlet, name_zh: nameZh, name_en: nameEn, strength, unit } = raw[i]!;
      return { ...alert, outlet, medicine: { nameZh, nameEn, strength, unit } };
    });
  }

  async count(filter: { open: boolean; outletId?: string }, reach: Reach): Promise<number> {
    return this.query(filter, reach).getCount();
  }

  /** How many alerts stand open at each outlet. */
  async openByOutlet(reach: Reach): Promise<Map<string, number>> {
    const rows = await this.query({ open: true }, reach)
      .select('alert.outlet_id', 'outletId')
      .addSelect('COUNT(*)', 'count')
      .groupBy('alert.outlet_id')
      .getRawMany<{ outletId: string; count: string }>();
    return new Map(rows.map(({ outletId, count }) => [outletId, Number(count)]));
  }

  async mails(skip: number, take: number): Promise<Mail[]> {
    return this.reader.of(Mail).find({ order: { writtenAt: 'DESC', id: 'DESC' }, skip, take });
  }

  async mail(id: string): Promise<Mail | null> {
    return this.reader.of(Mail).findOneBy({ id });
  }

  /** Every try to hand a mail over, the first one first. */
  async attempts(mailId: string): Promise<MailAttempt[]> {
    return this.reader.of(MailAttempt).find({ where: { mailId }, order: { at: 'ASC', id: 'ASC' } });
  }

  async mailsIn(state: MailState): Promise<number> {
    return this.reader.of(Mail).countBy({ state });
  }

  private query({ open, outletId }: { open: boolean; outletId?: string }, reach: Reach) {
    const query = this.reader
      .of(Alert)
      .createQueryBuilder('alert')
      .innerJoin(Outlet, 'outlet', 'outlet.id = alert.outlet_id')
      .where(open ? 'alert.closed_at IS NULL' : '1 = 1');
    if (outletId) query.andWhere('alert.outlet_id = :outletId', { outletId });
    return withinReach(query, reach);
  }
}
