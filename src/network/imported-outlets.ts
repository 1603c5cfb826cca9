import { type ImportedRegister, picked, rowStates } from '../imports/imported-register.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { Outlet } from './outlet.entity.js';

/** Outlets that an import added or changed, on their way back. */
export const importedOutlets: ImportedRegister = {
  name: 'outlet',
  entity: Outlet,
  nameOf: ({ licenceNumber, name }) => `${licenceNumber as string} ${name as string}`,
  states: rowStates(Outlet, { except: ['changedAt'] }),
  async putBack(unit, id, fields, now) {
    await unit.manager.update(Outlet, { id }, { ...fields, changedAt: unit.at });
    await unit.record({
      name: 'outlet.changed',
      subject: { kind: 'outlet', id },
      outletId: id,
      before: picked(now, fields),
      after: fields,
    });
  },
  async remove(unit, id, now) {
    await unit.manager.delete(Outlet, { id });
    await unit.record({
      name: 'outlet.removed',
      subject: { kind: 'outlet', id },
      outletId: id,
      before: now,
    });
  },
};

/** What is only ever added by a line, never changed by one. */
const neverChanged = () => Promise.reject(new Error('No line of a file changes it.'));

/** Districts that an import added because its outlets lie there. */
export const importedDistricts: ImportedRegister = {
  name: 'district',
  entity: District,
  nameOf: ({ city, name }) => `${city as string}${name as string}`,
  states: rowStates(District),
  putBack: neverChanged,
  async remove(unit, id, now) {
    await unit.manager.delete(District, { id });
    await unit.record({ name: 'district.removed', subject: { kind: 'district', id }, before: now });
  },
};

/** Chains that an import added because its outlets are theirs. */
export const importedChains: ImportedRegister = {
  name: 'chain',
  entity: Chain,
  nameOf: ({ name }) => name as string,
  states: rowStates(Chain),
  putBack: neverChanged,
  async remove(unit, id, now) {
    await unit.manager.delete(Chain, { id });
    await unit.record({ name: 'chain.removed', subject: { kind: 'chain', id }, before: now });
  },
};
