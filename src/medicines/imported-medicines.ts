import { importedRows } from '../imports/imported-register.js';
import { Medicine } from './medicine.entity.js';

/** Medicines that an import added or changed, on their way back. */
export const importedMedicines = importedRows(Medicine, {
  name: 'medicine',
  nameOf: ({ code, nameZh }) => `${code as string} ${nameZh as string}`,
  acts: { changed: 'medicine.changed', removed: 'medicine.removed' },
});
