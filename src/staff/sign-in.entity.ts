import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  FlagColumn,
  InstantColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
  TextColumn,
} from '../database/columns.js';

/** Somebody's being signed in on one browser, until it expires or is revoked. */
@Entity('sign_in')
@Index(['tokenHash'], { unique: true })
@Index(['staffId'])
export class SignIn {
  @KeyColumn()
  id: string;

  /** SHA-256 of the token in the browser's cookie: the table alone opens no door. */
  @TextColumn()
  tokenHash: string;

  @ReferenceColumn('StaffMember')
  staffId: string;

  @InstantColumn()
  signedInAt: Date;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  revokedAt: Date | null;

  /** The post that they work in there; null for their first. */
  @ReferenceColumn('StaffPost', { nullable: true })
  postId: string | null;

  @TextColumn()
  address: string;

  @TextColumn()
  device: string;
}

/** One try to sign in, kept to slow down guessing. */
@Entity('sign_in_attempt')
@Index(['email', 'at'])
@Index(['address', 'at'])
export class SignInAttempt {
  @KeyColumn()
  id: string;

  @TextColumn()
  email: string;

  @TextColumn()
  address: string;

  /** The hash of the known browser that it came from; null for one on which the owner never signed in. */
  @TextColumn({ nullable: true })
  knownDevice: string | null;

  @FlagColumn()
  succeeded: boolean;

  @InstantColumn()
  at: Date;
}

/** A browser on which somebody has signed in: strangers' failures elsewhere do not shut them out there. */
@Entity('known_device')
@Index(['staffId'])
export class KnownDevice {
  /** SHA-256 of the token in the browser's cookie. */
  @PrimaryColumn('text')
  tokenHash: string;

  @ReferenceKeyColumn('StaffMember')
  staffId: string;

  @InstantColumn()
  lastAt: Date;
}

/** A link with which somebody sets their password, once. */
@Entity('password_link')
@Index(['tokenHash'], { unique: true })
@Index(['staffId'])
export class PasswordLink {
  @KeyColumn()
  id: string;

  @TextColumn()
  tokenHash: string;

  @ReferenceColumn('StaffMember')
  staffId: string;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  usedAt: Date | null;
}
