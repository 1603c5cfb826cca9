import {
  ChoiceField,
  ChoicesField,
  DecimalField,
  FlagField,
  IntegerField,
  PatternField,
  TextField,
} from '../../web/fields.js';
import { type Effect, effects } from '../domain/safety-rule.js';
import { subjectPattern } from '../domain/subject.js';

const oldest = 1500;
const longestWeeks = 45;

/** Ages in full months, weight in kg; what is blank is not asked. */
export class SafetyRuleForm {
  @PatternField({ pattern: /^[a-z][a-z0-9-]{2,60}$/, message: 'medicines.safety.keyShape' })
  key: string;

  @PatternField({ pattern: subjectPattern, message: 'medicines.safety.subjectShape' })
  of: string;

  /** Subjects with commas between. */
  @TextField({ max: 300, optional: true })
  beside?: string;

  @IntegerField({ min: 0, max: oldest, optional: true })
  fromMonths?: number;

  @IntegerField({ min: 1, max: oldest, optional: true })
  toMonths?: number;

  @DecimalField({ min: 1, max: 300, optional: true })
  underKg?: number;

  @FlagField()
  pregnant = false;

  @IntegerField({ min: 1, max: longestWeeks, optional: true })
  fromWeeks?: number;

  @IntegerField({ min: 1, max: longestWeeks, optional: true })
  toWeeks?: number;

  /** Illnesses, safety facts or symptoms, by their keys. */
  @ChoicesField()
  having: string[] = [];

  @ChoiceField(effects)
  effect: Effect;

  /** Blank: on trial. */
  @TextField({ max: 200, optional: true })
  source?: string;

  @TextField({ max: 200 })
  sentenceZh: string;

  @TextField({ max: 300 })
  sentenceEn: string;

  @FlagField()
  inUse = false;
}
