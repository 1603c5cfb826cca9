import { theProgram } from '../../src/database/act.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Assignment } from '../../src/sessions/session.entity.js';
import { Alert } from '../../src/alerts/alert.entity.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { DiseaseReport } from '../../src/disease-reports/disease-report.entity.js';
import { DiseaseReports } from '../../src/disease-reports/disease-reports.service.js';
import { AvailabilityException } from '../../src/doctors/availability.entity.js';
import { Availabilities } from '../../src/doctors/availabilities.service.js';
import { FollowUp } from '../../src/episodes/episode.entity.js';
import { KeptDoseRule } from '../../src/medicines/dose-rule.entity.js';
import { KeptSafetyRule } from '../../src/medicines/safety/safety-rule.entity.js';
import { SellingLimit } from '../../src/selling/selling-limit.entity.js';
import { SellingLimits } from '../../src/selling/selling.service.js';
import { District } from '../../src/network/district.entity.js';
import { OpeningException } from '../../src/network/outlet.entity.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { NeedChange } from '../../src/needs/need.entity.js';
import { Needs } from '../../src/needs/needs.service.js';
import { Sessions } from '../../src/sessions/sessions.service.js';
import { programActing } from '../../src/staff/actor.js';
import type { Role } from '../../src/staff/domain/roles.js';
import { Posts } from '../../src/staff/posts.service.js';
import { Counts } from '../../src/stock/counts/counts.service.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Orders } from '../../src/supply/orders/orders.service.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Transfers } from '../../src/stock/transfers/transfers.service.js';
import { Prescription } from '../../src/visits/prescription.entity.js';
import { Merges } from '../../src/patient-records/merges.service.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Visits } from '../../src/visits/visits.service.js';
import { type Clinic, today } from './clinic.js';
import { identityNumber, member } from './people.js';
import { approvedOutlet, chain, district, doctor, entry, newKey, openHospital, receive } from './town.js';

/** The key of one of everything that a path can name, all of one outlet, its doctor and its hospital. */
export type Keys = Readonly<Record<string, string>>;

export interface FullTown {
  readonly keys: Keys;
  /** Where somebody of each role works in this town. */
  readonly places: Readonly<Record<Role, string[]>>;
  /** What is personal and only of this town: whoever is of another never reads it. */
  readonly secrets: readonly string[];
}

/** Which of the keys a path's part means, where its name alone does not say: `/doctors/:id`. */
const byRoom: Readonly<Record<string, string>> = {
  'doctors/:id': 'doctor',
  'facilities/:id': 'facility',
  'staff/:id': 'member',
  'chains/:id': 'chain',
  'imports/:id': 'import',
  'referrals/:id': 'referral',
  'follow-ups/:id': 'followUp',
  'assignments/:id': 'assignment',
  'prescriptions/:id': 'prescription',
  'lending/:doctorId': 'doctor',
  'online/:visitId': 'onlineVisitId',
  'facilities/:facilityId': 'facility',
};

/** The key that a part of a path stands for, if the town has one. */
export function keyOf(keys: Keys, path: string, part: string): string | undefined {
  const room = new RegExp(`([\\w-]+)/:${part}`).exec(path)?.[1];
  if (part === 'exceptionId' && path.startsWith('/doctors')) return keys.doctorExceptionId;
  return keys[byRoom[`${room}/:${part}`] ?? part];
}

let count = 0;

const patientOf = async (clinic: Clinic, id: string): Promise<string> =>
  (await clinic.reader.of(Visit).findOneByOrFail({ id })).patientId;

/** Two records of one person, merged. */
async function mergeAt(clinic: Clinic, outletId: string): Promise<string> {
  const [kept, merged] = await Promise.all(
    [1, 2].map(async () => (await clinic.get(Visits).log(outletId, entry(clinic), programActing)).patient.id),
  );
  return clinic.get(Merges).merge(kept!, merged!, {}, programActing);
}

/** A district with one outlet of a chain, a doctor, a hospital, and one of everything that happens there. */
export async function fullTown(clinic: Clinic): Promise<FullTown> {
  const [districtId, chainId] = [await district(clinic), await chain(clinic)];
  const outletId = await approvedOutlet(clinic, { districtId, chainId });
  const neighbour = await approvedOutlet(clinic, { districtId, chainId });
  const { city, name } = await clinic.reader.of(District).findOneByOrFail({ id: districtId });
  const facility = await openHospital(clinic, { city, county: name });
  const doctorId = await doctor(clinic, [districtId], { homeFacilityId: facility });
  const slot = { outletId, on: today, slot: 'morning' } as const;
  const assignment = await clinic.get(Sessions).assign(doctorId, slot, programActing);
  // The doctor is here.
  await clinic
    .get(UnitOfWork)
    .run(theProgram, (unit) => unit.manager.update(Assignment, { id: assignment }, { arrivedAt: unit.at }));
  const medicineId = await receive(clinic, outletId, 'PARA500', 500, { number: `RECALL${++count}` });
  const sick = await sickVisit(clinic, { outletId, districtId, medicineId, facilityId: facility });
  const visitId = sick.id;
  const sentOnline = entry(clinic, { disposition: 'online', spo2: 95, temperature: 38.2 });
  const online = await clinic.get(Visits).log(outletId, sentOnline, programActing);
  await clinic.get(DiseaseReports).notice(outletId, visitId, 'dengue', programActing);
  const colleague = await member(clinic, 'counter', [outletId]);
  const [post] = await clinic.get(Posts).of(colleague.id);
  const count1 = await clinic.get(Counts).start(outletId, { blind: false }, programActing);
  const [order, transfer] = [newKey(clinic), newKey(clinic)];
  await clinic.get(Orders).place(outletId, { id: order, medicineId, units: 10 }, programActing);
  const wish = { id: transfer, fromOutletId: outletId, toOutletId: neighbour, medicineId, quantity: 5 };
  await clinic.get(Transfers).ask(wish, programActing);
  const recalled = { medicineId, number: `RECALL${count}`, reason: 'Cracked vials' };
  const recall = await clinic.get(Recalls).announce(recalled, programActing);
  await clinic
    .get(Outlets)
    .makeException(outletId, { on: '2022-12-25', slots: ['morning'], open: false }, programActing);
  await clinic
    .get(Needs)
    .change(outletId, { on: today, slot: 'morning', scope: 'general', doctors: 2 }, programActing);
  await clinic
    .get(Availabilities)
    .sayOtherwise(
      doctorId,
      { from: '2022-12-26', to: '2022-12-26', slots: ['morning'], says: 'cannot' },
      programActing,
    );
  const prescriptionId = newKey(clinic);
  await clinic.get(UnitOfWork).run(theProgram, (unit) =>
    unit.manager.insert(Prescription, {
      ...{ id: prescriptionId, visitId, outletId, medicineId, quantity: 1 },
      ...{ state: 'prescribed', prescribedAt: unit.at },
    }),
  );
  const of = { outletId };
  const keys = {
    outletId,
    districtId,
    chain: chainId,
    facility,
    doctor: doctorId,
    assignment,
    medicineId,
    medicine: medicineId,
    visitId,
    prescription: prescriptionId,
    onlineVisitId: online.visit.id,
    count: count1,
    order,
    transfer,
    recall,
    lotId: (await clinic.reader.of(Lot).findOneByOrFail(of)).id,
    movementId: (await clinic.reader.of(Movement).findOneByOrFail(of)).id,
    referral: (await clinic.reader.of(Referral).findOneByOrFail({ visitId })).id,
    patient: await patientOf(clinic, visitId),
    merge: await mergeAt(clinic, outletId),
    followUp: (await clinic.reader.of(FollowUp).findOneByOrFail({ visitId })).id,
    exceptionId: (await clinic.reader.of(OpeningException).findOneByOrFail(of)).id,
    doctorExceptionId: (await clinic.reader.of(AvailabilityException).findOneByOrFail({ doctorId })).id,
    changeId: (await clinic.reader.of(NeedChange).findOneByOrFail(of)).id,
    limit: (await clinic.reader.of(SellingLimit).findOneByOrFail({ districtId })).id,
    diseaseReport: (await clinic.reader.of(DiseaseReport).findOneByOrFail({ visitId })).id,
    safetyRule: (await clinic.reader.of(KeptSafetyRule).find({ take: 1 }))[0]!.id,
    rule: (await clinic.reader.of(KeptDoseRule).find({ take: 1 }))[0]!.id,
    ...(await mailOf(clinic, outletId)),
    // Somebody whom nobody signs in as.
    member: colleague.id,
    post: post!.id,
    postId: post!.id,
  };
  const places = {
    admin: [],
    officer: [districtId],
    'chain-manager': [chainId],
    counter: [outletId],
    doctor: [doctorId],
    hospital: [facility],
  };
  const { name: patient, telephone, identityNumber: number } = sick.newPatient!;
  return { keys, places, secrets: [patient, telephone!, number!] };
}

/** A mail of the outbox, and an alert of an outlet. */
async function mailOf(clinic: Clinic, outletId: string): Promise<{ mail: string; alert: string }> {
  const [mail] = await clinic.reader.of(Mail).find({ take: 1 });
  const alert = await clinic.reader.of(Alert).findOneByOrFail({ outletId });
  return { mail: mail?.id ?? newKey(clinic), alert: alert.id };
}

/** Somebody who is sold what is limited, referred to the town's hospital, and to be called. */
async function sickVisit(
  clinic: Clinic,
  {
    outletId,
    districtId,
    medicineId,
    facilityId,
  }: Record<'outletId' | 'districtId' | 'medicineId' | 'facilityId', string>,
) {
  const facts = { name: `Ration ${count}`, districtId, days: 7, onlyOne: false, startsOn: '2022-12-01' };
  await clinic.get(SellingLimits).set({ ...facts, medicines: [{ medicineId, most: 24 }] }, programActing);
  const sick = entry(clinic, {
    temperature: 39,
    spo2: 91,
    disposition: 'referral',
    facilityId,
    medicines: [{ medicineId, quantity: 6, dose: { units: 1, times: 3 } }],
    newPatient: {
      name: `Somebody of town ${count}!`,
      bornOn: '1990-07-03',
      sex: 'male',
      telephone: `1390013${String(count).padStart(4, '0')}`,
      identityNumber: identityNumber(count),
    },
  });
  await clinic.get(Visits).log(outletId, sick, programActing);
  return sick;
}
