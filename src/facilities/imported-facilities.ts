import { importedRows } from '../imports/imported-register.js';
import { Facility } from './facility.entity.js';

/** Hospitals and health centres that an import added or changed, on their way back. */
export const importedFacilities = importedRows(Facility, {
  name: 'facility',
  nameOf: ({ city, name }) => `${city as string} ${name as string}`,
  changedAt: 'changedAt',
  acts: { changed: 'facility.changed', removed: 'facility.removed' },
});
