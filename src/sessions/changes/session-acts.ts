import type { Act, ActOf } from '../../database/act.js';

/** What was done to an assignment. */
export type SessionAct = ActOf<'session.assigned' | 'session.moved' | 'session.cancelled'>;

export const isOfSession = (act: Act): act is SessionAct =>
  act.name === 'session.assigned' || act.name === 'session.moved' || act.name === 'session.cancelled';
