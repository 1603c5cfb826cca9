import { Check, Entity, Index } from 'typeorm';
import {
  DecimalColumn,
  FlagColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
} from '../../database/columns.js';
import type { Effect, SafetyRule } from '../domain/safety-rule.js';
import type { Subject } from '../domain/subject.js';

/** A safety rule as the bureau keeps it. */
@Entity('safety_rule')
@Check('safety_rule_ages', 'from_months >= 0 AND (to_months IS NULL OR to_months > from_months)')
@Check('safety_rule_effect', `effect IN ('forbid', 'doctor', 'reason', 'tell')`)
@Index(['key'], { unique: true })
export class KeptSafetyRule implements SafetyRule {
  @KeyColumn()
  id: string;

  @TextColumn()
  key: string;

  @TextColumn()
  of: Subject;

  @JsonColumn()
  beside: Subject[];

  @IntegerColumn()
  fromMonths: number;

  @IntegerColumn({ nullable: true })
  toMonths: number | null;

  /** kg */
  @DecimalColumn({ nullable: true })
  underKg: number | null;

  @FlagColumn()
  pregnant: boolean;

  @IntegerColumn({ nullable: true })
  fromWeeks: number | null;

  @IntegerColumn({ nullable: true })
  toWeeks: number | null;

  @JsonColumn()
  having: string[];

  @TextColumn()
  effect: Effect;

  /** Null: on trial. */
  @TextColumn({ nullable: true })
  source: string | null;

  @TextColumn()
  sentenceZh: string;

  @TextColumn()
  sentenceEn: string;

  @FlagColumn()
  inUse: boolean;
}

/** A rule as its row keeps it. */
export const columnsOfRule = (rule: SafetyRule) => ({
  ...rule,
  beside: [...rule.beside],
  having: [...rule.having],
});
