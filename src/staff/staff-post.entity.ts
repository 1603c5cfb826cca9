import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import { KeyColumn, ReferenceColumn, ReferenceKeyColumn, TextColumn } from '../database/columns.js';
import type { Role } from './domain/roles.js';

/** A post that somebody holds: a role, with the places where they have it. One person can hold several. */
@Entity('staff_post')
@Check('staff_post_role', `role IN ('admin', 'officer', 'chain-manager', 'counter', 'doctor', 'hospital')`)
@Index(['staffId'])
export class StaffPost {
  @KeyColumn()
  id: string;

  @ReferenceColumn('StaffMember')
  staffId: string;

  @TextColumn()
  role: Role;
}

/** A place of a post: a district, chain, outlet or facility, or the doctor of the register; which one tells the role. */
@Entity('post_place')
export class PostPlace {
  @ReferenceKeyColumn('StaffPost')
  postId: string;

  @PrimaryColumn('text')
  placeId: string;
}
