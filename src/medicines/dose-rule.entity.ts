import { Check, Entity, Index } from 'typeorm';
import { DecimalColumn, FlagColumn, IntegerColumn, KeyColumn, TextColumn } from '../database/columns.js';
import type { DoseRule } from './domain/dose-rule.js';

/** A dose rule as the bureau keeps it. */
@Entity('dose_rule')
@Check('dose_rule_ages', 'from_months >= 0 AND (to_months IS NULL OR to_months > from_months)')
@Index(['ingredient', 'fromMonths', 'liverIll'], { unique: true })
export class KeptDoseRule implements DoseRule {
  @KeyColumn()
  id: string;

  @TextColumn()
  ingredient: string;

  @IntegerColumn()
  fromMonths: number;

  @IntegerColumn({ nullable: true })
  toMonths: number | null;

  @FlagColumn()
  liverIll: boolean;

  @FlagColumn()
  forbidden: boolean;

  @DecimalColumn({ nullable: true })
  fromMgPerKg: number | null;

  @DecimalColumn({ nullable: true })
  toMgPerKg: number | null;

  @DecimalColumn({ nullable: true })
  mostDoseMg: number | null;

  @IntegerColumn({ nullable: true })
  mostTimes: number | null;

  @DecimalColumn({ nullable: true })
  mostDayMg: number | null;

  @IntegerColumn({ nullable: true })
  leastHours: number | null;

  @IntegerColumn({ nullable: true })
  mostDays: number | null;

  @TextColumn()
  source: string;
}
