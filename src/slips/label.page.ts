import type { Language } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import type { Outlet } from '../network/outlet.entity.js';
import { familyNameOf } from '../patients/domain/family-name.js';
import type { Given, VisitLine } from '../visits/visits.queries.js';

/** What stands on the packet of each medicine that a visit gave. */
export const labelPage = (visit: VisitLine, given: readonly Given[], outlet: Outlet, language: Language) => ({
  visit,
  outlet,
  language,
  name: familyNameOf(visit.patient),
  labels: given.map((one) => ({ ...one, name: medicineName(one.medicine, language) })),
});
