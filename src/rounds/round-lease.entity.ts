import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn, TextColumn } from '../database/columns.js';

/** Which process does a round for all of them, and until when it may. */
@Entity('round_lease')
export class RoundLease {
  /** The round's name. */
  @KeyColumn()
  id: string;

  /** The process: a name that it gave itself when it started. */
  @TextColumn()
  heldBy: string;

  @InstantColumn()
  heldUntil: Date;
}
