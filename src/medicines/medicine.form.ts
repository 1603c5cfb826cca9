import { ChoiceField, FlagField, IntegerField, NoteField, PatternField, TextField } from '../web/fields.js';
import {
  atcPattern,
  type DoseForm,
  doseForms,
  type MedicineGroup,
  medicineCode,
  medicineGroups,
  type MedicineUnit,
  units,
} from './domain/medicine.js';

export class MedicineForm {
  @PatternField({ pattern: medicineCode, message: 'medicines.codeShape' })
  code: string;

  @TextField({ max: 80 })
  nameZh: string;

  @TextField({ max: 120, optional: true })
  nameEn?: string;

  @ChoiceField(doseForms)
  form: DoseForm;

  /** Blank for a compound, whose name says it. */
  @TextField({ max: 60, optional: true })
  strength?: string;

  @ChoiceField(units)
  unit: MedicineUnit;

  @ChoiceField(medicineGroups)
  group: MedicineGroup;

  /** One a line: `对乙酰氨基酚/paracetamol 500 mg`. */
  @NoteField({ max: 1000, optional: true })
  ingredients?: string;

  /** Units in the maker's pack. */
  @IntegerField({ min: 1, max: 10_000 })
  packSize = 1;

  @FlagField()
  splittable = false;

  /** Full months; blank for no youngest age. */
  @IntegerField({ min: 1, max: 1500, optional: true })
  youngestMonths?: number;

  @FlagField()
  realName = false;

  @PatternField({ pattern: /^\d{8,14}$/, message: 'medicines.gtinShape', optional: true })
  gtin?: string;

  @FlagField()
  prescription = false;

  @PatternField({ pattern: atcPattern, message: 'medicines.atcShape', optional: true })
  atc?: string;

  @FlagField()
  driving = false;

  @NoteField({ max: 1000, optional: true })
  label?: string;

  @FlagField()
  key = false;
}
