import { Injectable } from '@nestjs/common';
import { IsNull, type SelectQueryBuilder } from 'typeorm';
import { Reader } from '../database/connections.js';
import { insertOne } from '../database/insert-many.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Outlet } from '../network/outlet.entity.js';
import { Outlets } from '../network/outlets.service.js';
import { withinReach } from '../network/reach.js';
import { Patient } from '../patients/patient.entity.js';
import type { Acting, Reach } from '../staff/actor.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { Visit } from '../visits/visit.entity.js';
import { refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import { DiseaseReport } from './disease-report.entity.js';
import { dueAt, type Illness, remindAt } from './domain/notifiable.js';

/** It stands there already that this illness of the visit is to be reported. */
export const NoticedBefore = refusal('noticed-before', { field: 'illness' });
/** It was reported before. */
export const ReportedBefore = refusal('reported-before');

/** As many as anybody can see to. */
const mostWaiting = 200;

export interface ReportLine extends DiseaseReport {
  readonly outlet: string;
  readonly patient: string;
  readonly sender: string | null;
}

/** Illnesses that the law wants reported: noticed at a visit, reported within their time. */
@Injectable()
export class DiseaseReports {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outlets: Outlets,
  ) {}

  /** The clock begins. @throws NotFound @throws NoticedBefore */
  async notice(outletId: string, visitId: string, illness: Illness, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      if (!(await unit.manager.existsBy(Visit, { id: visitId, outletId }))) throw new NotFound();
      const id = unit.newKey();
      const report: DiseaseReport = {
        id,
        visitId,
        outletId,
        illness,
        noticedAt: unit.at,
        noticedBy: actor.id,
        dueAt: dueAt(illness, unit.at),
        remindAt: remindAt(illness, unit.at),
        sentAt: null,
        sentBy: null,
        reference: null,
      };
      await unlessDuplicate(
        () => new NoticedBefore(),
        () => insertOne(unit, DiseaseReport, report),
      );
      const after = { illness, visitId, dueAt: report.dueAt };
      const subject = { kind: 'disease-report', id };
      await unit.record({ name: 'disease-report.noticed', subject, outletId, after });
    });
  }

  /** Somebody has reported it; who and when is kept. @throws NotFound @throws ReportedBefore */
  async sent(id: string, reference: string, actor: Acting): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      const report = await unit.manager.findOne(DiseaseReport, { where: { id }, lock: unit.lock });
      if (!report) throw new NotFound();
      const { outletId } = report;
      await this.outlets.findIn(unit, outletId, actor.reach);
      const done = { sentAt: unit.at, sentBy: actor.id, reference, remindAt: null };
      const saved = await unit.manager.update(DiseaseReport, { id, sentAt: IsNull() }, done);
      if (saved.affected !== 1) throw new ReportedBefore();
      const subject = { kind: 'disease-report', id };
      await unit.record({ name: 'disease-report.sent', subject, outletId, after: { reference } });
    });
  }

  /** Those that nobody has reported yet, within reach, the most pressing first. */
  waiting(reach: Reach): Promise<ReportLine[]> {
    return this.lines(
      this.people()
        .where('report.sent_at IS NULL')
        .orderBy('report.due_at')
        .addOrderBy('report.id')
        .limit(mostWaiting),
      reach,
    );
  }

  /** Those that were reported, within reach, the last one first. */
  reported(reach: Reach, skip: number, take: number): Promise<ReportLine[]> {
    const query = this.people()
      .where('report.sent_at IS NOT NULL')
      .orderBy('report.sent_at', 'DESC')
      .addOrderBy('report.id', 'DESC');
    return this.lines(query.offset(skip).limit(take), reach);
  }

  private people(): SelectQueryBuilder<DiseaseReport> {
    return this.reader
      .of(DiseaseReport)
      .createQueryBuilder('report')
      .innerJoin(Outlet, 'outlet', 'outlet.id = report.outlet_id')
      .innerJoin(Visit, 'visit', 'visit.id = report.visit_id')
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .leftJoin(StaffMember, 'member', 'member.id = report.sent_by')
      .addSelect('outlet.name', 'outlet_name')
      .addSelect('patient.name', 'patient_name')
      .addSelect('member.name', 'sender');
  }

  private async lines(query: SelectQueryBuilder<DiseaseReport>, reach: Reach): Promise<ReportLine[]> {
    const { entities, raw } = await withinReach(query, reach).getRawAndEntities<{
      outlet_name: string;
      patient_name: string;
      sender: string | null;
    }>();
    return entities.map((report, i) => ({
      ...report,
      outlet: raw[i]!.outlet_name,
      patient: raw[i]!.patient_name,
      sender: raw[i]!.sender,
    }));
  }
}
