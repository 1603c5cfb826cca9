import { Check, Entity, Index } from 'typeorm';
import { DecimalColumn, FlagColumn, InstantColumn, KeyColumn, TextColumn } from '../database/columns.js';
import type { Tier } from './domain/tier.js';

/** A health centre or hospital to which patients are sent, and from which doctors come. */
@Entity('facility')
@Check('facility_tier', `tier IN ('community', 'sub-designated', 'designated', 'tertiary', 'hospital')`)
@Check('facility_position', '(latitude IS NULL) = (longitude IS NULL)')
@Index(['latitude', 'longitude'])
@Index(['city', 'name'], { unique: true })
export class Facility {
  @KeyColumn()
  id: string;

  @TextColumn()
  city: string;

  /** The county or district as the register writes it; it may be blank. */
  @TextColumn({ nullable: true })
  county: string | null;

  @TextColumn()
  name: string;

  @TextColumn()
  tier: Tier;

  @FlagColumn()
  feverClinic: boolean;

  /** Takes children. */
  @FlagColumn({ default: false })
  paediatrics: boolean;

  /** Takes pregnant patients. */
  @FlagColumn({ default: false })
  obstetrics: boolean;

  @TextColumn({ nullable: true })
  address: string | null;

  @TextColumn({ nullable: true })
  telephone: string | null;

  @TextColumn({ nullable: true })
  hours: string | null;

  @DecimalColumn({ nullable: true })
  latitude: number | null;

  @DecimalColumn({ nullable: true })
  longitude: number | null;

  @TextColumn()
  searchText: string;

  @InstantColumn()
  changedAt: Date;
}
