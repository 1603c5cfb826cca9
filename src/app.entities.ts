import { staffEntities } from './staff/staff.module.js';

/** All tables of the program. */
export const entities = [...staffEntities];
