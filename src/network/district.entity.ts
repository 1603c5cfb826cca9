import { Entity, Index } from 'typeorm';
import { KeyColumn, TextColumn } from '../database/columns.js';

/** A district of a city: the area of one bureau office. */
@Entity('district')
@Index(['city', 'name'], { unique: true })
export class District {
  @KeyColumn()
  id: string;

  @TextColumn()
  city: string;

  @TextColumn()
  name: string;

  /** GB/T 2260 code, where known. */
  @TextColumn({ nullable: true })
  code: string | null;
}
