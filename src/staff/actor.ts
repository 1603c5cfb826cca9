import type { Language } from '../config/settings.js';
import type { Author } from '../database/act.js';
import type { Person } from '../web/ask.js';
import type { Role } from './domain/roles.js';

/** How far somebody's work reaches: look-ups of outlets and of all that belongs to them stay inside. */
export type Reach =
  | { readonly over: 'network' }
  | { readonly over: 'districts'; readonly ids: readonly string[] }
  | { readonly over: 'chains'; readonly ids: readonly string[] }
  | { readonly over: 'outlets'; readonly ids: readonly string[] }
  /** A hospital or health centre: what was sent there, and no outlet. */
  | { readonly over: 'facility'; readonly id: string };

/** Whoever acts, and how far: as the role in use says. */
export interface Acting extends Author {
  readonly reach: Reach;
  /** Absent for the program itself. */
  readonly role?: Role;
}

/** The program itself, at the command line or by a rule. */
export const programActing: Acting = { id: null, reach: { over: 'network' } };

/** The post that somebody works in now. */
export interface PostInUse {
  readonly id: string;
  /** Whether they hold others, too, and can change. */
  readonly isOneOfSeveral: boolean;
  /** The names of its places, for who has to tell several posts apart; else blank. */
  readonly at: string;
}

/** The member of staff who acts. */
export interface Actor extends Acting, Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly post: PostInUse;
  /** For a visiting doctor: which doctor of the register. */
  readonly doctorId?: string;
}
