import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Patient } from '../patients/patient.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { Prescription } from './prescription.entity.js';
import { Visit } from './visit.entity.js';

/** A prescription with whom and what it is for. */
export interface PrescriptionLine extends Prescription {
  readonly patient: string;
  readonly medicine: Medicine;
  readonly doctor: string | null;
  readonly settler: string | null;
}

/** What is to be handed out, and what became of what was prescribed. */
@Injectable()
export class PrescriptionQueries {
  constructor(
    private readonly reader: Reader,
    private readonly catalogue: Medicines,
  ) {}

  /** What an outlet's counter has yet to hand out, the oldest first. */
  toHandOut(outletId: string): Promise<PrescriptionLine[]> {
    return this.lines({ outletId, state: 'prescribed' });
  }

  ofVisit(visitId: string): Promise<PrescriptionLine[]> {
    return this.lines({ visitId });
  }

  private async lines(where: Partial<Pick<Prescription, 'outletId' | 'state' | 'visitId'>>) {
    const { entities, raw } = await this.reader
      .of(Prescription)
      .createQueryBuilder('prescription')
      .innerJoin(Visit, 'visit', 'visit.id = prescription.visit_id')
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .leftJoin(StaffMember, 'doctor', 'doctor.id = prescription.prescribed_by')
      .leftJoin(StaffMember, 'settler', 'settler.id = prescription.settled_by')
      .addSelect('patient.name', 'patient_name')
      .addSelect('doctor.name', 'doctor_name')
      .addSelect('settler.name', 'settler_name')
      .where(where)
      .orderBy('prescription.prescribed_at')
      .getRawAndEntities<{ patient_name: string; doctor_name: string | null; settler_name: string | null }>();
    if (entities.length === 0) return [];
    const medicines = new Map((await this.catalogue.all()).map((one) => [one.id, one]));
    return entities.map((one, i) => ({
      ...one,
      patient: raw[i]!.patient_name,
      doctor: raw[i]!.doctor_name,
      settler: raw[i]!.settler_name,
      medicine: medicines.get(one.medicineId)!,
    }));
  }
}
