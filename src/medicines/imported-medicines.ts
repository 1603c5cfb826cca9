import { type ImportedRegister, picked, rowStates } from '../imports/imported-register.js';
import { Medicine } from './medicine.entity.js';

/** Medicines that an import added or changed, on their way back. */
export const importedMedicines: ImportedRegister = {
  name: 'medicine',
  entity: Medicine,
  nameOf: ({ code, nameZh }) => `${code as string} ${nameZh as string}`,
  states: rowStates(Medicine),
  async putBack(unit, id, fields, now) {
    await unit.manager.update(Medicine, { id }, fields);
    await unit.record({
      name: 'medicine.changed',
      subject: { kind: 'medicine', id },
      before: picked(now, fields),
      after: fields,
    });
  },
  async remove(unit, id, now) {
    await unit.manager.delete(Medicine, { id });
    await unit.record({ name: 'medicine.removed', subject: { kind: 'medicine', id }, before: now });
  },
};
