import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Language } from '../config/settings.js';
import {
  InstantColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';
import type { PlaceKind, Role } from './domain/roles.js';

/** Somebody with an account. */
@Entity('staff_member')
@Check('staff_member_role', `role IN ('admin', 'officer', 'chain-manager', 'counter', 'doctor', 'hospital')`)
@Index(['email'], { unique: true })
export class StaffMember {
  @KeyColumn()
  id: string;

  /** Lower case; it is the name one signs in with. */
  @TextColumn()
  email: string;

  @TextColumn()
  name: string;

  @TextColumn()
  role: Role;

  @TextColumn()
  language: Language;

  /** Argon2id, in its own encoding; null until the one-time link is used. */
  @TextColumn({ nullable: true })
  passwordHash: string | null;

  @InstantColumn()
  invitedAt: Date;

  @InstantColumn({ nullable: true })
  disabledAt: Date | null;

  @ReferenceColumn('StaffMember', { nullable: true })
  disabledBy: string | null;
}

/** A place of somebody's work: a district, a chain, an outlet, a facility, or the doctor that they are. */
@Entity('staff_place')
export class StaffPlace {
  @ReferenceKeyColumn('StaffMember')
  staffId: string;

  @PrimaryColumn('text')
  kind: PlaceKind;

  @PrimaryColumn('text')
  placeId: string;
}
