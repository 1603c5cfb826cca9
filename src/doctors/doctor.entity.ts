import { Entity, Index } from 'typeorm';
import type { Language } from '../config/settings.js';
import {
  DayColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { Scope } from './domain/scope.js';

/** A visiting doctor: whose home is a hospital or health centre, and who sees patients at outlets. */
@Entity('doctor')
@Index(['licenceNumber'], { unique: true })
export class Doctor {
  @KeyColumn()
  id: string;

  @TextColumn()
  licenceNumber: string;

  @TextColumn()
  name: string;

  @ReferenceColumn('Facility')
  homeFacilityId: string;

  @JsonColumn()
  scopes: Scope[];

  /** The registration's last day. */
  @DayColumn()
  validUntil: string;

  @TextColumn({ nullable: true })
  telephone: string | null;

  @TextColumn({ nullable: true })
  email: string | null;

  @TextColumn()
  language: Language;

  @TextColumn()
  searchText: string;

  @InstantColumn({ nullable: true })
  struckOffAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  struckOffBy: string | null;

  @TextColumn({ nullable: true })
  struckOffReason: string | null;
}

/** A district in which a doctor's registration is valid (多点执业). */
@Entity('doctor_district')
export class DoctorDistrict {
  @ReferenceKeyColumn('Doctor')
  doctorId: string;

  @ReferenceKeyColumn('District')
  districtId: string;
}
