import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { HearsAll } from '../database/hears.js';
import type { Act } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { insertMany } from '../database/insert-many.js';
import type { Unit } from '../database/unit.js';
import { AuditRecord } from './audit-record.entity.js';
import { StaffMember } from './staff-member.entity.js';

export interface AuditLine extends AuditRecord {
  readonly by: string | null;
}

/** Writes every act down, in the unit of work that did it. */
@Injectable()
export class AuditTrail {
  constructor(private readonly reader: Reader) {}

  @HearsAll('last')
  async write(acts: readonly Act[], unit: Unit): Promise<void> {
    const records = acts.map((act) => ({
      id: unit.newKey(),
      at: unit.at,
      staffId: unit.author.id,
      role: unit.author.role ?? null,
      act: act.name,
      subjectKind: act.subject.kind,
      subjectId: act.subject.id,
      outletId: act.outletId ?? null,
      before: act.before ?? null,
      after: act.after ?? null,
    }));
    await insertMany(unit, AuditRecord, records);
  }

  /** Erases what acts say of some things: that they were done, by whom and when, stays. */
  async forget(
    unit: Unit,
    { kind: subjectKind, ids }: { readonly kind: string; readonly ids: readonly string[] },
  ): Promise<void> {
    await unit.manager.update(
      AuditRecord,
      { subjectKind, subjectId: In([...ids]) },
      { before: null, after: null },
    );
  }

  /** What was done to one thing, newest first. */
  async of(subjectId: string, most = 50): Promise<AuditLine[]> {
    return this.lines({ subjectId }, 0, most);
  }

  /** A page of the whole trail, newest first. */
  async lines(where: { subjectId?: string; act?: string }, skip: number, take: number): Promise<AuditLine[]> {
    const query = this.reader
      .of(AuditRecord)
      .createQueryBuilder('record')
      .leftJoin(StaffMember, 'member', 'member.id = record.staff_id')
      .addSelect('member.name', 'by')
      .where(where)
      .orderBy('record.at', 'DESC')
      .addOrderBy('record.id', 'DESC')
      .offset(skip)
      .limit(take);
    const { entities, raw } = await query.getRawAndEntities<{ by: string | null }>();
    return entities.map((record, index) => ({ ...record, by: raw[index]!.by }));
  }
}
