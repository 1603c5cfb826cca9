import { ArrayMinSize, ArrayUnique } from 'class-validator';
import { DayField, FlagField, IntegerField, KeyField, RowsField, TextField } from '../web/fields.js';

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

  @RowsField(() => LimitMedicineForm, { most: mostMedicines, filledBy: ['medicineId', 'most'] })
  @ArrayMinSize(1, { message: 'selling.limits.someMedicine' })
  @ArrayUnique(({ medicineId }: LimitMedicineForm) => medicineId, { message: 'selling.limits.twice' })
  medicines: LimitMedicineForm[] = [];
}

export class LimitEndForm {
  @DayField()
  on: string;
}
