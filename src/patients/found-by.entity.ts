import { Entity, Index, PrimaryColumn } from 'typeorm';
import { ReferenceKeyColumn } from '../database/columns.js';

/** By what a patient is found at an outlet where they were: any part of the name, its initials, four last digits. */
@Entity('patient_found_by')
@Index(['patientId', 'outletId'])
export class FoundBy {
  @ReferenceKeyColumn('Outlet')
  outletId: string;

  /** Folded as a name is, or four last characters behind `#`. */
  @PrimaryColumn('text')
  part: string;

  @ReferenceKeyColumn('Patient')
  patientId: string;
}
