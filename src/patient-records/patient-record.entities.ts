import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { PatientFacts } from '../patients/patient-facts.js';
import type { Moved } from './belongings.js';
import type { Consequence } from './consequences.js';

/** A patient's record as it was before a change, why it changed, and what followed. */
@Entity('patient_version')
export class PatientVersion {
  @ReferenceKeyColumn('Patient')
  patientId: string;

  @PrimaryColumn('integer')
  version: number;

  @JsonColumn()
  was: PatientFacts;

  @TextColumn()
  reason: string;

  @JsonColumn()
  follows: Consequence[];

  @InstantColumn()
  changedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  changedBy: string | null;
}

/** Two records of one person that were made one. */
@Entity('patient_merge')
@Index(['keptId'])
@Index(['mergedId'])
export class PatientMerge {
  @KeyColumn()
  id: string;

  /** The record that stands for both. */
  @ReferenceColumn('Patient')
  keptId: string;

  @ReferenceColumn('Patient')
  mergedId: string;

  /** What both said before. */
  @JsonColumn()
  before: { readonly kept: PatientFacts; readonly merged: PatientFacts };

  /** What the record said that stands for both. */
  @JsonColumn()
  after: PatientFacts;

  /** What went from one to the other; null once some of it was erased. */
  @JsonColumn({ nullable: true })
  moved: Moved | null;

  @InstantColumn()
  mergedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  mergedBy: string | null;

  @InstantColumn({ nullable: true })
  partedAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  partedBy: string | null;
}

/** Two records that may be one person's. */
@Entity('likely_double')
@Index(['secondId'])
@Index(['score'], { where: 'said_two_at IS NULL' })
export class LikelyDouble {
  /** The one that was registered first. */
  @ReferenceKeyColumn('Patient')
  firstId: string;

  @ReferenceKeyColumn('Patient')
  secondId: string;

  @IntegerColumn()
  score: number;

  @InstantColumn()
  foundAt: Date;

  /** When somebody said that these are two people. */
  @InstantColumn({ nullable: true })
  saidTwoAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  saidTwoBy: string | null;
}
