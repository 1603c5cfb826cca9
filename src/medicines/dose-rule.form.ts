import { DecimalField, FlagField, IntegerField, PatternField, TextField } from '../web/fields.js';

const oldest = 1500;
const mostMg = 100_000;

/** Ages in full months, amounts in mg; what is blank is not limited. */
export class DoseRuleForm {
  @PatternField({ pattern: /^[a-z][a-z -]{1,60}$/, message: 'medicines.rules.ingredientShape' })
  ingredient: string;

  @IntegerField({ min: 0, max: oldest })
  fromMonths: number;

  @IntegerField({ min: 1, max: oldest, optional: true })
  toMonths?: number;

  @FlagField()
  liverIll = false;

  @FlagField()
  forbidden = false;

  @DecimalField({ min: 0, max: mostMg, optional: true })
  fromMgPerKg?: number;

  @DecimalField({ min: 0, max: mostMg, optional: true })
  toMgPerKg?: number;

  @DecimalField({ min: 0, max: mostMg, optional: true })
  mostDoseMg?: number;

  @IntegerField({ min: 1, max: 24, optional: true })
  mostTimes?: number;

  @DecimalField({ min: 0, max: mostMg, optional: true })
  mostDayMg?: number;

  @IntegerField({ min: 1, max: 24, optional: true })
  leastHours?: number;

  @IntegerField({ min: 1, max: 30, optional: true })
  mostDays?: number;

  @TextField({ max: 200 })
  source: string;
}
