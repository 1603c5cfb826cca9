import type { Language } from '../config/settings.js';
import type { Author } from '../database/act.js';
import type { Person } from '../web/ask.js';
import type { Role } from './domain/roles.js';

/** How far somebody's work reaches: look-ups of outlets and of all that belongs to them stay inside. */
export type Reach =
  | { readonly over: 'network' }
  | { readonly over: 'districts'; readonly ids: readonly string[] }
  | { readonly over: 'chain'; readonly id: string }
  | { readonly over: 'outlets'; readonly ids: readonly string[] };

/** The member of staff who acts. */
export interface Actor extends Author, Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly reach: Reach;
  /** For a visiting doctor: which doctor of the register. */
  readonly doctorId?: string;
}
