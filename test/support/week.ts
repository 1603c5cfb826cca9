import { Availabilities } from '../../src/doctors/availabilities.service.js';
import { needWeekOf } from '../../src/needs/domain/need.js';
import { Needs } from '../../src/needs/needs.service.js';
import { programActing } from '../../src/staff/actor.js';
import type { Clinic } from './clinic.js';
import { approvedOutlet, district, doctor, facility } from './town.js';

/** The week after `today`, by its Monday. */
export const nextWeek = '2022-12-26';

/** Two outlets that need a doctor each weekday morning, the second one for children; three doctors of one hospital. */
export interface Town {
  readonly districtId: string;
  readonly home: string;
  readonly first: string;
  readonly second: string;
  readonly chen: string;
  readonly liu: string;
  readonly xu: string;
}

/** Chen and Liu treat adults, Xu everybody; all can on weekdays. */
export async function weekTown(clinic: Clinic): Promise<Town> {
  const districtId = await district(clinic);
  const home = await facility(clinic, { latitude: 32.4, longitude: 119.42 });
  const outlet = (name: string, longitude: number) =>
    approvedOutlet(clinic, { districtId, name, latitude: 32.4, longitude, email: `${name}@clinic.example` });
  const [first, second] = [await outlet('first', 119.4), await outlet('second', 119.46)];
  const everyMorning = needWeekOf([1, 1, 1, 1, 1, 0, 0, ...Array<number>(14).fill(0)])!;
  await clinic.get(Needs).set(first, 'general', everyMorning, programActing);
  await clinic.get(Needs).set(second, 'paediatrics', everyMorning, programActing);
  const of = (name: string, scopes: ('general' | 'paediatrics')[]) =>
    doctor(clinic, [districtId], { name, homeFacilityId: home, scopes, email: `${name}@hospital.example` });
  const [chen, liu, xu] = [
    await of('chen', ['general']),
    await of('liu', ['general']),
    await of('xu', ['general', 'paediatrics']),
  ];
  return { districtId, home, first, second, chen, liu, xu };
}

/** A doctor can't on some days of the week. */
export async function away(clinic: Clinic, doctorId: string, from: string, to = from): Promise<void> {
  const slots = ['morning', 'afternoon', 'evening'] as const;
  await clinic.get(Availabilities).sayOtherwise(doctorId, { from, to, slots, says: 'cannot' }, programActing);
}
