import { Check, Entity, Index } from 'typeorm';
import {
  DayColumn,
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../database/columns.js';
import type { Sex } from './domain/identity-number.js';

/** Somebody who came to a counter. Patients belong to the whole network. */
@Entity('patient')
@Check('patient_sex', `sex IN ('female', 'male')`)
@Index(['identityNumber'], { unique: true })
@Index(['telephone'])
@Index(['foldedName'])
@Index(['otherDocument'], { where: 'other_document IS NOT NULL' })
@Index(['mergedIntoId'], { where: 'merged_into_id IS NOT NULL' })
@Index(['registeredAt'], { where: 'compared_at IS NULL AND merged_into_id IS NULL' })
export class Patient {
  @KeyColumn()
  id: string;

  @TextColumn()
  name: string;

  /** The name as searches compare it. */
  @TextColumn()
  foldedName: string;

  /** Resident identity number (GB 11643); null for children and foreigners who have none. */
  @TextColumn({ nullable: true })
  identityNumber: string | null;

  /** A passport or another document, where there is no identity number; in capitals and without blanks. */
  @TextColumn({ nullable: true })
  otherDocument: string | null;

  @DayColumn()
  bornOn: string;

  /** Whether that day was reckoned from an age, for nobody knew it. */
  @FlagColumn({ default: false })
  bornAbout: boolean;

  @TextColumn()
  sex: Sex;

  @TextColumn({ nullable: true })
  telephone: string | null;

  /** Who answers for a child: name, and identity number where it was given. */
  @TextColumn({ nullable: true })
  guardianName: string | null;

  @TextColumn({ nullable: true })
  guardianIdentityNumber: string | null;

  @InstantColumn()
  registeredAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  registeredBy: string | null;

  /** The record of the same person that stands for this one; null for one that stands itself. */
  @ReferenceColumn('Patient', { nullable: true })
  mergedIntoId: string | null;

  /** When it was last compared with all others, for likely doubles; null since it changed. */
  @InstantColumn({ nullable: true })
  comparedAt: Date | null;

  /** When what no law keeps of them was erased, and the rest restricted to what the law keeps it for; null for most. */
  @InstantColumn({ nullable: true })
  restrictedAt: Date | null;

  /** 1 as registered; one more with each change. */
  @IntegerColumn({ default: 1 })
  version: number;
}
