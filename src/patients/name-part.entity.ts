import { Entity, Index, PrimaryColumn } from 'typeorm';
import { ReferenceKeyColumn } from '../database/columns.js';

/** By what else than its beginning a patient's name is found: a given name, a later word, initials. */
@Entity('patient_name_part')
@Index(['patientId'])
export class PatientNamePart {
  /** Folded like the name itself. */
  @PrimaryColumn('text')
  part: string;

  @ReferenceKeyColumn('Patient')
  patientId: string;
}
