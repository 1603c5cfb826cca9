import { Like } from 'typeorm';
import { Notice } from '../../src/notices/notice.entity.js';
import { Doctors, type Registration } from '../../src/doctors/doctors.service.js';
import type { CatalogueEntry } from '../../src/medicines/catalogue.js';
import { Medicine } from '../../src/medicines/medicine.entity.js';
import { Medicines } from '../../src/medicines/medicines.service.js';
import { Approvals } from '../../src/network/approvals.service.js';
import { Capacities } from '../../src/facilities/capacities.service.js';
import type { CapacityFigures } from '../../src/facilities/domain/capacity.js';
import { Facilities, type FacilityFacts } from '../../src/facilities/facilities.service.js';
import { hoursOfWeek } from '../../src/network/domain/hours.js';
import { type OutletFacts, Outlets } from '../../src/network/outlets.service.js';
import { Registers } from '../../src/network/registers.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Keys } from '../../src/database/keys.js';
import { Stock } from '../../src/stock/stock.service.js';
import type { Entry } from '../../src/visits/findings.js';
import type { Clinic } from './clinic.js';

let count = 0;
const next = () => ++count;

/** Open in the mornings and afternoons of every day. */
export const everyDay = hoursOfWeek('O'.repeat(14) + 'X'.repeat(7));

export const newKey = (clinic: Clinic): string => clinic.get(Keys).next(clinic.clock.now());

export async function district(clinic: Clinic, name = `District ${next()}`): Promise<string> {
  return clinic.get(Registers).addDistrict({ city: 'Weiyang', name }, programActing);
}

export async function chain(clinic: Clinic, name = `Chain ${next()}`): Promise<string> {
  return clinic.get(Registers).addChain({ name, namePatterns: [name] }, programActing);
}

/** An outlet that is only registered. */
export async function registeredOutlet(clinic: Clinic, facts: Partial<OutletFacts> = {}): Promise<string> {
  const n = next();
  const districtId = facts.districtId ?? (await district(clinic));
  const all = {
    licenceNumber: `L${n}`,
    name: `Outlet ${n}`,
    address: `${n} Wenchang Road`,
    ...facts,
    districtId,
  };
  return clinic.get(Outlets).register(all, programActing);
}

/** A convenience clinic: approved, until the end of 2023 unless told otherwise, and open every day. */
export async function approvedOutlet(
  clinic: Clinic,
  facts: Partial<OutletFacts> = {},
  validUntil = '2023-12-31',
): Promise<string> {
  const id = await registeredOutlet(clinic, facts);
  await clinic.get(Outlets).openBy(id, everyDay, programActing);
  for (const act of ['apply', 'inspect'] as const)
    await clinic.get(Approvals).take(id, act, {}, programActing);
  const approval = { number: `A${next()}`, validUntil };
  await clinic.get(Approvals).take(id, 'approve', approval, programActing);
  // A test that counts mails counts those of its own acts.
  await clinic.writer.getRepository(Notice).delete({ cause: Like('outlet.%') });
  return id;
}

/** Open, accepting, with beds free. */
export const room = {
  open: true,
  accepting: true,
  beds: 100,
  bedsOccupied: 10,
  icuBeds: 20,
  icuOccupied: 2,
};

export async function facility(clinic: Clinic, given: Partial<FacilityFacts> = {}): Promise<string> {
  const facts = { city: 'Weiyang', name: `Hospital ${next()}`, tier: 'hospital' as const, feverClinic: true };
  return clinic.get(Facilities).add({ ...facts, ...given }, programActing);
}

/** A hospital that has just said that it has room. */
export async function openHospital(
  clinic: Clinic,
  facts: Partial<FacilityFacts> = {},
  figures: Partial<CapacityFigures> = {},
): Promise<string> {
  const id = await facility(clinic, facts);
  await clinic.get(Capacities).report(id, { ...room, ...figures }, programActing);
  return id;
}

export async function doctor(
  clinic: Clinic,
  districtIds: string[],
  registration: Partial<Registration> = {},
): Promise<string> {
  const n = next();
  const all: Registration = {
    name: `Doctor ${n}`,
    licenceNumber: `D${n}`,
    homeFacilityId: await facility(clinic),
    scopes: ['general'],
    districtIds,
    validUntil: '2023-12-31',
    email: `doctor${n}@clinic.example`,
    language: 'en',
    ...registration,
  };
  return clinic.get(Doctors).register(all, programActing);
}

export async function medicine(clinic: Clinic, code: string): Promise<Medicine> {
  return clinic.reader.of(Medicine).findOneByOrFail({ code });
}

/** Changes some facts of a medicine of the catalogue. */
export async function changeMedicine(
  clinic: Clinic,
  id: string,
  facts: Partial<CatalogueEntry>,
): Promise<void> {
  const { id: _id, initials: _initials, ...entry } = await clinic.get(Medicines).find(id);
  await clinic.get(Medicines).change(id, { ...entry, ...facts }, programActing);
}

/** Puts a lot on an outlet's shelf. */
export async function receive(
  clinic: Clinic,
  outletId: string,
  code: string,
  quantity: number,
  lot: { number?: string; expiresOn?: string; sure?: boolean } = {},
): Promise<string> {
  const { id: medicineId } = await medicine(clinic, code);
  const delivery = {
    id: newKey(clinic),
    medicineId,
    number: `B${next()}`,
    expiresOn: '2024-08-31',
    quantity,
    ...lot,
  };
  await clinic.get(Stock).receive(outletId, delivery, programActing);
  return medicineId;
}

/** A visit of somebody who has not been here before. */
export function entry(clinic: Clinic, given: Partial<Entry> = {}): Entry {
  return {
    id: newKey(clinic),
    newPatient: given.patientId
      ? undefined
      : { name: `Patient ${next()}`, bornOn: '1950-03-01', sex: 'female' },
    temperature: 36.8,
    spo2: 98,
    pulse: 72,
    respiration: 16,
    systolic: 122,
    consciousness: 'alert',
    oxygen: false,
    feverDays: 1,
    symptoms: [],
    flagsAsked: true,
    conditions: [],
    facts: [],
    factsAsked: true,
    pregnant: false,
    feverReported: false,
    disposition: 'advice',
    medicines: [],
    ...given,
  };
}

/** For a visit that takes more paracetamol than anybody needs, for what it does to the shelf. */
export const however = (quantity: number) => ({
  overrides: [`too-many:paracetamol@${quantity}`],
  overrideReason: 'a trial of the shelf',
});
