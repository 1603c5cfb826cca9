import { importedRows } from '../imports/imported-register.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { Outlet } from './outlet.entity.js';

/** Outlets that an import added or changed, on their way back. */
export const importedOutlets = importedRows(Outlet, {
  name: 'outlet',
  nameOf: ({ licenceNumber, name }) => `${licenceNumber as string} ${name as string}`,
  changedAt: 'changedAt',
  acts: { changed: 'outlet.changed', removed: 'outlet.removed' },
});

/** Districts that an import added because its outlets lie there. */
export const importedDistricts = importedRows(District, {
  name: 'district',
  nameOf: ({ city, name }) => `${city as string}${name as string}`,
  acts: { removed: 'district.removed' },
});

/** Chains that an import added because its outlets are theirs. */
export const importedChains = importedRows(Chain, {
  name: 'chain',
  nameOf: ({ name }) => name as string,
  acts: { removed: 'chain.removed' },
});
