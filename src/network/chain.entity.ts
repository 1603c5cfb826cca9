import { Entity, Index } from 'typeorm';
import { JsonColumn, KeyColumn, TextColumn } from '../database/columns.js';

/** A company that runs pharmacies. */
@Entity('chain')
@Index(['name'], { unique: true })
export class Chain {
  @KeyColumn()
  id: string;

  @TextColumn()
  name: string;

  /** Parts of an outlet's name by which a register's rows are known to be this chain's. */
  @JsonColumn()
  namePatterns: string[];
}
