import { Entity, Index } from 'typeorm';
import {
  DayColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../database/columns.js';
import type { Edition } from '../triage/domain/editions.js';

/** From which day an edition of the rules of triage judges. */
@Entity('rule_edition')
@Index(['edition'], { unique: true })
export class BegunEdition {
  @KeyColumn()
  id: string;

  @TextColumn()
  edition: Edition;

  @DayColumn()
  beginsOn: string;

  @InstantColumn()
  setAt: Date;

  /** Null for the edition that a network began with. */
  @ReferenceColumn('StaffMember', { nullable: true })
  setBy: string | null;
}

/** A doctor's signature under an edition, and what they saw of it. */
@Entity('edition_signature')
@Index(['edition', 'doctorId'], { unique: true })
export class EditionSignature {
  @KeyColumn()
  id: string;

  @TextColumn()
  edition: Edition;

  @ReferenceColumn('Doctor')
  doctorId: string;

  /** Where the doctor was at home when signing. */
  @ReferenceColumn('Facility')
  facilityId: string;

  /** The recorded visits that it was tried on: first and last day, how many, and how many it would judge otherwise. */
  @DayColumn()
  triedFrom: string;

  @DayColumn()
  triedTo: string;

  @IntegerColumn()
  visits: number;

  @IntegerColumn()
  changed: number;

  @InstantColumn()
  at: Date;

  @ReferenceColumn('StaffMember')
  by: string;
}
