import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, ValidateNested } from 'class-validator';
import { DayField, FlagField, IntegerField, KeyField, TextField } from '../../web/fields.js';

const mostMedicines = 40;
const mostUnits = 10_000;

class LimitMedicineForm {
  @KeyField()
  medicineId: string;

  @IntegerField({ min: 1, max: mostUnits })
  most: number;
}

export class LimitForm {
  @TextField({ max: 80 })
  name: string;

  @KeyField({ optional: true })
  districtId?: string;

  @KeyField({ optional: true })
  chainId?: string;

  @IntegerField({ min: 1, max: 365 })
  days: number;

  @FlagField()
  onlyOne = false;

  @DayField()
  startsOn: string;

  @DayField({ optional: true })
  endsOn?: string;

  /** Rows that were left blank are no medicines. */
  @Type(() => LimitMedicineForm)
  @Transform(({ value }: { value: unknown }) => filledRows(value))
  @ArrayMinSize(1, { message: 'medicines.limits.someMedicine' })
  @ArrayMaxSize(mostMedicines)
  @ArrayUnique(({ medicineId }: LimitMedicineForm) => medicineId, { message: 'medicines.limits.twice' })
  @ValidateNested({ each: true })
  medicines: LimitMedicineForm[] = [];
}

export class LimitEndForm {
  @DayField()
  on: string;
}

function filledRows(value: unknown): unknown[] {
  const rows = Array.isArray(value) ? (value as LimitMedicineForm[]) : [];
  return rows.filter((row) => row && (row.medicineId || row.most));
}
