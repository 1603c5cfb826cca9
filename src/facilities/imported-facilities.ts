import { type ImportedRegister, picked, rowStates } from '../imports/imported-register.js';
import { Facility } from './facility.entity.js';

/** Hospitals and health centres that an import added or changed, on their way back. */
export const importedFacilities: ImportedRegister = {
  name: 'facility',
  entity: Facility,
  nameOf: ({ city, name }) => `${city as string} ${name as string}`,
  states: rowStates(Facility, { except: ['changedAt'] }),
  async putBack(unit, id, fields, now) {
    await unit.manager.update(Facility, { id }, { ...fields, changedAt: unit.at });
    await unit.record({
      name: 'facility.changed',
      subject: { kind: 'facility', id },
      before: picked(now, fields),
      after: fields,
    });
  },
  async remove(unit, id, now) {
    await unit.manager.delete(Facility, { id });
    await unit.record({ name: 'facility.removed', subject: { kind: 'facility', id }, before: now });
  },
};
