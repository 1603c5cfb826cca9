import type { Language } from '../config/settings.js';
import type { Author } from '../database/act.js';
import type { Person } from '../web/ask.js';
import type { Role } from './domain/roles.js';

/** How far somebody's work reaches: look-ups of outlets and of all that belongs to them stay inside. */
export type Reach =
  | { readonly over: 'network' }
  | { readonly over: 'districts'; readonly ids: readonly string[] }
  | { readonly over: 'chain'; readonly id: string }
  | { readonly over: 'outlets'; readonly ids: readonly string[] }
  /** A hospital or health centre: what was sent there, and no outlet. */
  | { readonly over: 'facility'; readonly id: string };

/** Whoever acts, and how far. */
export interface Acting extends Author {
  readonly reach: Reach;
  /** Absent for the program itself. */
  readonly role?: Role;
}

/** The program itself, at the command line or by a rule. */
export const programActing: Acting = { id: null, reach: { over: 'network' } };

/** The member of staff who acts. */
export interface Actor extends Acting, Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  /** For a visiting doctor: which doctor of the register. */
  readonly doctorId?: string;
}
