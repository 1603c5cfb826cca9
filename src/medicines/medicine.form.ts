import { ChoiceField, FlagField, NoteField, PatternField, TextField } from '../web/fields.js';
import {
  type DoseForm,
  doseForms,
  type MedicineGroup,
  medicineGroups,
  type Unit,
  units,
} from './domain/medicine.js';

export class MedicineForm {
  @PatternField({ pattern: /^[A-Z0-9]{2,20}$/, message: 'medicines.codeShape' })
  code: string;

  @TextField({ max: 80 })
  nameZh: string;

  @TextField({ max: 120 })
  nameEn: string;

  @ChoiceField(doseForms)
  form: DoseForm;

  /** Blank for a compound, whose name says it. */
  @TextField({ max: 60, optional: true })
  strength?: string;

  @ChoiceField(units)
  unit: Unit;

  @ChoiceField(medicineGroups)
  group: MedicineGroup;

  /** One a line: `对乙酰氨基酚/paracetamol 500 mg`. */
  @NoteField({ max: 1000, optional: true })
  ingredients?: string;

  @FlagField()
  key = false;
}
