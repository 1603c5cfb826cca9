import { networkEntities } from './network/network.module.js';
import { staffEntities } from './staff/staff.module.js';

/** All tables of the program. */
export const entities = [...staffEntities, ...networkEntities];
