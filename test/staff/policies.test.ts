import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PolicyCheck } from '../../src/staff/policy-check.js';
import { type Role, roles } from '../../src/staff/domain/roles.js';
import { Clinic, today } from '../support/clinic.js';
import { member, signedIn } from '../support/people.js';
import {
  approvedOutlet,
  chain,
  district,
  doctor,
  entry,
  facility,
  medicine,
  newKey,
  receive,
} from '../support/town.js';
import type { Visitor } from '../support/visitor.js';
import { programActing } from '../../src/staff/actor.js';
import { Roster } from '../../src/roster/roster.service.js';
import { Visits } from '../../src/visits/visits.service.js';
import { FollowUp } from '../../src/episodes/episode.entity.js';
import { Referral } from '../../src/referrals/referral.entity.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { Transfers } from '../../src/stock/transfers/transfers.service.js';

/** Who may use each route, by initial: Admin, Officer, chain Manager, Counter staff, Doctor, Hospital staff; * everyone. */
const letters: Record<string, Role> = {
  A: 'admin',
  O: 'officer',
  M: 'chain-manager',
  C: 'counter',
  D: 'doctor',
  H: 'hospital',
};
const table: Record<string, string> = {
  'GET /': 'AOMCDH',
  'GET /health': '*',
  'GET /sign-in': '*',
  'POST /sign-in': '*',
  'POST /sign-out': 'AOMCDH',
  'POST /language': '*',
  'GET /passwords/new': '*',
  'POST /passwords': '*',
  'GET /passwords/:token': '*',
  'POST /passwords/:token': '*',
  'GET /account': 'AOMCDH',
  'POST /account/password': 'AOMCDH',
  'POST /account/revoked-sign-ins': 'AOMCDH',
  'GET /staff': 'A',
  'GET /staff/new': 'A',
  'POST /staff': 'A',
  'GET /staff/:member': 'A',
  'POST /staff/:member': 'A',
  'POST /staff/:member/invitation': 'A',
  'POST /staff/:member/disabling': 'A',
  'POST /staff/:member/enabling': 'A',
  'POST /staff/:member/revoked-sign-ins': 'A',
  'GET /audit': 'A',
  'GET /outlets': 'AOMCD',
  'GET /outlets/new': 'AOM',
  'POST /outlets': 'AOM',
  'GET /outlets/:outletId': 'AOMCD',
  'GET /outlets/:outletId/edit': 'AOM',
  'POST /outlets/:outletId': 'AOM',
  'POST /outlets/:outletId/approvals': 'AOM',
  'GET /outlets/:outletId/hours': 'AOMC',
  'POST /outlets/:outletId/hours': 'AOMC',
  'POST /outlets/:outletId/exceptions': 'AOMC',
  'POST /outlets/:outletId/exceptions/:exceptionId/removal': 'AOMC',
  'GET /chains': 'AO',
  'POST /chains': 'AO',
  'GET /chains/:chain': 'AO',
  'POST /chains/:chain': 'AO',
  'GET /districts': 'AO',
  'POST /districts': 'AO',
  'GET /facilities': 'AO',
  'GET /facilities/new': 'AO',
  'POST /facilities': 'AO',
  'GET /facilities/:facility': 'AO',
  'POST /facilities/:facility': 'AO',
  'GET /facilities/:facility/capacity': 'AOH',
  'POST /facilities/:facility/capacity': 'AOH',
  'GET /imports/:kind/new': 'AO',
  'POST /imports/:kind': 'AO',
  'GET /imports/:import': 'AO',
  'GET /imports/:import/progress': 'AO',
  'POST /imports/:import/chains': 'AO',
  'POST /imports/:import/application': 'AO',
  'GET /imports/:import/rejected.csv': 'AO',
  'GET /doctors': 'AO',
  'GET /doctors/new': 'AO',
  'POST /doctors': 'AO',
  'GET /doctors/:doctor': 'AO',
  'GET /doctors/:doctor/edit': 'AO',
  'POST /doctors/:doctor': 'AO',
  'POST /doctors/:doctor/striking-off': 'AO',
  'POST /doctors/:doctor/reinstatement': 'AO',
  'GET /roster': 'AO',
  'GET /roster/doctors': 'AO',
  'GET /roster/uncovered': 'AO',
  'POST /roster/:week/draft': 'AO',
  'POST /roster/:week/draft/removal': 'AO',
  'POST /roster/:week/changes': 'AO',
  'POST /roster/:week/undo': 'AO',
  'POST /roster/:week/search': 'AO',
  'GET /roster/:week/search': 'AO',
  'POST /roster/:week/search/stop': 'AO',
  'GET /roster/:week/review': 'AO',
  'POST /roster/:week/publication': 'AO',
  'GET /answers/:token': '*',
  'POST /answers/:token': '*',
  'GET /doctors/:doctor/feed': 'AOD',
  'POST /doctors/:doctor/feed': 'AOD',
  'GET /outlets/:outletId/feed': 'AOMC',
  'POST /outlets/:outletId/feed': 'AOMC',
  'GET /calendars/:file': '*',
  'GET /doctors/:doctor/absence': 'AO',
  'POST /doctors/:doctor/absence': 'AO',
  'POST /assignments/:assignment/arrival': 'AOCD',
  'POST /assignments/:assignment/arrival/removal': 'AOCD',
  'POST /assignments/:assignment/leaving': 'AOCD',
  'GET /roster/statement': 'AO',
  'GET /roster/statement.xlsx': 'AO',
  'GET /doctors/availability.csv': 'AO',
  'GET /doctors/availability.xlsx': 'AO',
  'GET /roster/settings': 'AO',
  'POST /roster/settings': 'AO',
  'GET /outlets/:outletId/need': 'AO',
  'POST /outlets/:outletId/need': 'AO',
  'POST /outlets/:outletId/need/changes': 'AO',
  'POST /outlets/:outletId/need/changes/:changeId/removal': 'AO',
  'GET /doctors/:doctor/availability': 'AODH',
  'POST /doctors/:doctor/availability': 'AODH',
  'POST /doctors/:doctor/availability/exceptions': 'AODH',
  'POST /doctors/:doctor/availability/exceptions/:exceptionId/removal': 'AODH',
  'GET /facilities/:facility/lending': 'AOH',
  'POST /facilities/:facility/lending/minimum': 'AOH',
  'POST /facilities/:facility/lending/:doctor': 'AOH',
  'GET /doctors/:doctor/week': 'AOD',
  'POST /doctors/:doctor/assignments': 'AO',
  'GET /assignments/:assignment/move': 'AO',
  'POST /assignments/:assignment/move': 'AO',
  'POST /assignments/:assignment/cancellation': 'AO',
  'GET /outlets/:outletId/week': 'AOMCD',
  'POST /outlets/:outletId/assignments': 'AO',
  'GET /medicines': 'AOMCD',
  'GET /dose-rules': 'AOMCD',
  'GET /dose-rules/new': 'AO',
  'POST /dose-rules': 'AO',
  'GET /dose-rules/:rule': 'AO',
  'POST /dose-rules/:rule': 'AO',
  'GET /selling-limits': 'AOMCD',
  'GET /selling-limits/new': 'AO',
  'POST /selling-limits': 'AO',
  'POST /selling-limits/:limit/ending': 'AO',
  'GET /real-name-register': 'AOMC',
  'GET /real-name-register.xlsx': 'AOMC',
  'GET /medicines/new': 'AO',
  'POST /medicines': 'AO',
  'GET /medicines/:medicineId': 'AO',
  'POST /medicines/:medicineId': 'AO',
  'GET /outlets/:outletId/stock': 'AOMCD',
  'GET /outlets/:outletId/stock/:medicineId': 'AOMCD',
  'GET /outlets/:outletId/deliveries/new': 'AMC',
  'POST /outlets/:outletId/deliveries': 'AMC',
  'GET /outlets/:outletId/deliveries/file': 'AMC',
  'POST /outlets/:outletId/deliveries/file': 'AMC',
  'GET /outlets/:outletId/lots/:lotId/adjustments/new': 'AMC',
  'POST /outlets/:outletId/lots/:lotId/adjustments': 'AMC',
  'POST /outlets/:outletId/movements/:movementId/reversals': 'AMC',
  'POST /outlets/:outletId/stock/:medicineId/reorder-level': 'AOM',
  'GET /outlets/:outletId/lots/:lotId/returns/new': 'AMC',
  'POST /outlets/:outletId/lots/:lotId/returns': 'AMC',
  'GET /outlets/:outletId/lots/:lotId/disposals/new': 'AMC',
  'POST /outlets/:outletId/lots/:lotId/disposals': 'AMC',
  'GET /outlets/:outletId/packs-opened': 'AOMCD',
  'GET /outlets/:outletId/orders': 'AOMCD',
  'POST /outlets/:outletId/orders': 'AMC',
  'POST /outlets/:outletId/orders/:order/closing': 'AMC',
  'POST /alerts/:alert/acknowledgement': 'AOMC',
  'GET /alerts/rules': 'AO',
  'POST /alerts/rules': 'AO',
  'POST /alerts/rules/:rule/removal': 'AO',
  'GET /acknowledgements/:token': '*',
  'POST /acknowledgements/:token': '*',
  'GET /account/mail': 'AOMCDH',
  'POST /account/mail': 'AOMCDH',
  'GET /mailbox/templates': 'A',
  'GET /mailbox/templates/:name': 'A',
  'GET /mailbox/templates/:name/:language': 'A',
  'GET /cover': 'AOM',
  'GET /cover/:medicine': 'AOM',
  'GET /rebalancing': 'AOM',
  'GET /in-stock': '*',
  'GET /stock-settings': 'AO',
  'POST /stock-settings': 'AO',
  'GET /outlets/:outletId/counts': 'AOMCD',
  'POST /outlets/:outletId/counts': 'AMC',
  'GET /outlets/:outletId/counts/:count': 'AOMCD',
  'POST /outlets/:outletId/counts/:count/lines': 'AMC',
  'POST /outlets/:outletId/counts/:count/found-lots': 'AMC',
  'POST /outlets/:outletId/counts/:count/explanations': 'AMC',
  'POST /outlets/:outletId/counts/:count/posting': 'AMC',
  'POST /outlets/:outletId/counts/:count/cancellation': 'AMC',
  'GET /outlets/:outletId/transfers': 'AOMCD',
  'GET /outlets/:outletId/transfers/new': 'AOMC',
  'POST /outlets/:outletId/transfers': 'AOMC',
  'GET /transfers/:transfer': 'AOMCD',
  'POST /transfers/:transfer/agreement': 'AMC',
  'POST /transfers/:transfer/refusal': 'AMC',
  'POST /transfers/:transfer/cancellation': 'AMC',
  'POST /transfers/:transfer/dispatch': 'AMC',
  'POST /transfers/:transfer/arrival': 'AMC',
  'GET /recalls': 'AOMCD',
  'GET /recalls/new': 'AO',
  'POST /recalls': 'AO',
  'GET /recalls/:recall': 'AOMCD',
  'POST /recalls/:recall/closing': 'AO',
  'POST /recalls/:recall/lifting': 'AO',
  'GET /outlets/:outletId/clinic': 'ACD',
  'GET /outlets/:outletId/visits/new': 'ACD',
  'GET /outlets/:outletId/visits/patients': 'ACD',
  'GET /outlets/:outletId/visits/identity': 'ACD',
  'POST /outlets/:outletId/visits': 'ACD',
  'POST /outlets/:outletId/visits/triage': 'ACD',
  'GET /outlets/:outletId/queue': 'ACD',
  'GET /outlets/:outletId/visits/:visitId/conclusion': 'D',
  'POST /outlets/:outletId/visits/:visitId/conclusion': 'D',
  'GET /outlets/:outletId/visits/:visitId/slip': 'ACD',
  'GET /outlets/:outletId/visits/:visitId/slip.svg': 'ACD',
  'GET /slips/:token': '*',
  'GET /visits': 'AO',
  'GET /outlets/:outletId/visits': 'AOCD',
  'GET /outlets/:outletId/visits/:visitId': 'AOCD',
  'GET /outlets/:outletId/visits/:visitId/corrections/new': 'ACD',
  'POST /outlets/:outletId/visits/:visitId/corrections': 'ACD',
  'GET /outlets/:outletId/visits/:visitId/referral': 'ACD',
  'GET /referrals': 'AOCDH',
  'GET /referrals/:referral': 'AOCDH',
  'POST /referrals/:referral/acts': 'AOCDH',
  'GET /referrals/:referral/letter': 'AOCDH',
  'GET /inbox': 'H',
  'GET /inbox/list': 'H',
  'GET /inbox/news': 'H',
  'GET /diversion': 'AOMC',
  'GET /diversion/classes.svg': 'AOMC',
  'GET /diversion/kept-away.svg': 'AOMC',
  'GET /diversion/table.csv': 'AOMC',
  'GET /diversion/table.xlsx': 'AOMC',
  'GET /diversion/episodes': 'AOC',
  'GET /follow-ups': 'AO',
  'GET /outlets/:outletId/follow-ups': 'AOCD',
  'POST /follow-ups/:followUp': 'AOCD',
  'GET /alerts': 'AOMC',
  'GET /mailbox': 'A',
  'GET /mailbox/:mail': 'A',
  'POST /mailbox/addresses/:address/clearing': 'A',
  'GET /today': 'AO',
  'GET /today/doctors': 'AO',
  'GET /today/without-doctor': 'AO',
};

/** Routes that end the very sign-in that tries them. */
const signsOut = ['POST /sign-out', 'POST /account/password', 'POST /sign-in'];

/** Routes that answer for as long as somebody listens. */
const streams = ['GET /inbox/news'];

describe('The policies', () => {
  let clinic: Clinic;
  const visitors = new Map<Role, Visitor>();
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    clinic = await Clinic.open();
    const [districtId, chainId] = [await district(clinic), await chain(clinic)];
    const outletId = await approvedOutlet(clinic, { districtId, chainId });
    const doctorId = await doctor(clinic, [districtId]);
    const assignment = await clinic
      .get(Roster)
      .assign(doctorId, { outletId, on: today, slot: 'morning' }, programActing);
    const medicineId = await receive(clinic, outletId, 'PARA500', 10);
    const { visit } = await clinic.get(Visits).log(outletId, entry(clinic), programActing);
    keys.facility = await facility(clinic);
    for (const role of roles) {
      const places = {
        admin: [],
        officer: [districtId],
        'chain-manager': [chainId],
        counter: [outletId],
        doctor: [doctorId],
        hospital: [keys.facility],
      };
      visitors.set(role, await signedIn(clinic, role, places[role]));
    }
    const admin = visitors.get('admin')!;
    await admin.get('/imports/outlets/new');
    const uploaded = await admin.upload(
      '/imports/outlets',
      'a.csv',
      Buffer.from('id,name,addr\n1,A,臺中市西區民權路1號\n'),
    );
    Object.assign(keys, {
      outletId,
      doctor: doctorId,
      assignment,
      medicineId,
      visitId: visit.id,
      chain: chainId,
      referral: newKey(clinic),
      rule: newKey(clinic),
      limit: newKey(clinic),
      count: newKey(clinic),
      transfer: newKey(clinic),
      recall: newKey(clinic),
      followUp: newKey(clinic),
      lotId: (await clinic.reader.of(Lot).findOneByOrFail({ outletId })).id,
      movementId: (await clinic.reader.of(Movement).findOneByOrFail({ outletId })).id,
      // Somebody whom nobody signs in as.
      member: (await member(clinic, 'officer')).id,
      kind: 'outlets',
      import: uploaded.location!.split('/').at(-1)!,
      exceptionId: newKey(clinic),
      changeId: newKey(clinic),
      mail: newKey(clinic),
      address: newKey(clinic),
      token: 'no-such-token',
    });
    expect((await medicine(clinic, 'PARA500')).id).toBe(medicineId);
  });
  afterAll(() => clinic.close());

  const filled = (path: string) =>
    path.replace(/:(\w+)/g, (_, name: string) => keys[name] ?? `missing-${name}`);
  const knock = (visitor: Visitor, route: string) => {
    const [method, path] = route.split(' ') as [string, string];
    if (streams.includes(route)) return visitor.listen(filled(path));
    return method === 'GET' ? visitor.get(filled(path)) : visitor.post(filled(path));
  };

  it('are declared for every route, and the table above names every route', () => {
    const shape = (route: string) => route.replace(/:\w+/g, ':key');
    const routes = clinic
      .get(PolicyCheck)
      .routes()
      .map(({ method, path }) => `${method} ${path}`);
    expect(routes.map(shape).sort()).toEqual(Object.keys(table).map(shape).sort());
  });

  it.each(roles)('let a %s in where the table says so, and nowhere else', async (role) => {
    const letter = Object.keys(letters).find((one) => letters[one] === role)!;
    const visitor = visitors.get(role)!;
    await visitor.get('/account');
    const wrong: string[] = [];
    for (const [route, allowed] of Object.entries(table)) {
      if (signsOut.includes(route)) continue;
      const { status, location } = await knock(visitor, route);
      const refused = status === 403 || status === 401 || location?.startsWith('/sign-in') === true;
      const mayPass = allowed === '*' || allowed.includes(letter);
      if (refused === mayPass || status >= 500) wrong.push(`${route}: ${status} ${location ?? ''}`);
    }
    // The link of nobody goes to the sign-in page; that is no refusal of the role.
    expect(wrong.filter((line) => !line.startsWith('POST /passwords'))).toEqual([]);
  });

  it('let nobody in who is not signed in, but where the table says everyone', async () => {
    for (const [route, allowed] of Object.entries(table)) {
      const visitor = clinic.visitor();
      await visitor.get('/sign-in');
      const { status, location } = await knock(visitor, route);
      const asked =
        status === 401 ||
        (status === 303 && location?.startsWith('/sign-in') === true && !route.startsWith('POST /passwords'));
      expect({ route, asked }).toEqual({ route, asked: allowed !== '*' });
    }
  });

  it('keep everybody inside their own reach: another outlet is a page that does not exist', async () => {
    const elsewhere = await approvedOutlet(clinic);
    const medicineId = await receive(clinic, elsewhere, 'PARA500', 10);
    const { visit } = await clinic.get(Visits).log(elsewhere, entry(clinic), programActing);
    const lotId = (await clinic.reader.of(Lot).findOneByOrFail({ outletId: elsewhere })).id;
    const movementId = (await clinic.reader.of(Movement).findOneByOrFail({ outletId: elsewhere })).id;
    const own = { ...keys };
    const otherFacility = await facility(clinic);
    const otherDoctor = await doctor(clinic, [await district(clinic)]);
    Object.assign(keys, { outletId: elsewhere, visitId: visit.id, medicineId, lotId, movementId });
    for (const [role, visitor] of visitors) {
      if (role === 'admin') continue;
      const letter = Object.keys(letters).find((one) => letters[one] === role)!;
      const ofOutlets = Object.entries(table).filter(
        ([route, allowed]) => route.includes(':outletId') && allowed.includes(letter),
      );
      for (const [route] of ofOutlets.filter(([route]) => route.startsWith('GET'))) {
        expect({ role, route, status: (await knock(visitor, route)).status }).toEqual({
          role,
          route,
          status: 404,
        });
      }
    }
    // Their own outlet with the other's visit, lot or movement.
    Object.assign(keys, { outletId: own.outletId });
    const counter = visitors.get('counter')!;
    for (const route of [
      'GET /outlets/:outletId/visits/:visitId',
      'GET /outlets/:outletId/lots/:lotId/adjustments/new',
      'POST /outlets/:outletId/movements/:movementId/reversals',
    ]) {
      expect({ route, status: (await knock(counter, route)).status }).toEqual({ route, status: 404 });
    }
    // A transfer between two others, and what is done at an outlet by a form.
    const transfer = newKey(clinic);
    const ends = { fromOutletId: elsewhere, toOutletId: await approvedOutlet(clinic) };
    await clinic.get(Transfers).ask({ id: transfer, ...ends, medicineId, quantity: 1 }, programActing);
    for (const role of ['chain-manager', 'counter'] as const) {
      const stranger = visitors.get(role)!;
      const answers = {
        see: (await stranger.get(`/transfers/${transfer}`)).status,
        agree: (await stranger.post(`/transfers/${transfer}/agreement`, { quantity: '1' })).status,
        count: (await stranger.post(`/outlets/${elsewhere}/counts`, {})).status,
        order: (
          await stranger.post(`/outlets/${elsewhere}/orders`, { id: newKey(clinic), medicineId, units: '5' })
        ).status,
      };
      expect({ role, answers }).toEqual({ role, answers: { see: 404, agree: 404, count: 404, order: 404 } });
    }
    // A referral and a call of another outlet, by whoever knows their keys.
    const sick = entry(clinic, { temperature: 39, spo2: 91, disposition: 'referral' });
    await clinic.get(Visits).log(elsewhere, sick, programActing);
    const referral = await clinic.reader.of(Referral).findOneByOrFail({ visitId: sick.id });
    const call = await clinic.reader.of(FollowUp).findOneByOrFail({ visitId: sick.id });
    for (const role of ['officer', 'counter', 'doctor', 'hospital'] as const) {
      const stranger = visitors.get(role)!;
      for (const path of [`/referrals/${referral.id}`, `/referrals/${referral.id}/letter`])
        expect({ role, path, status: (await stranger.get(path)).status }).toEqual({
          role,
          path,
          status: 404,
        });
      expect((await stranger.get('/referrals')).body).not.toContain(referral.id);
      const cancel = { act: 'cancel', reason: 'x', version: 1 };
      expect((await stranger.post(`/referrals/${referral.id}/acts`, cancel)).status).toBe(404);
      if (role !== 'hospital')
        expect((await stranger.post(`/follow-ups/${call.id}`, { outcome: 'better' })).status).toBe(404);
    }
    const acts = [
      () => counter.post(`/outlets/${elsewhere}/visits/triage`, { bornOn: '1990-01-01' }),
      () =>
        visitors
          .get('doctor')!
          .post(`/outlets/${elsewhere}/visits/${visit.id}/conclusion`, { outcome: 'advice' }),
      () => visitors.get('hospital')!.post(`/facilities/${otherFacility}/capacity`, { open: 'on' }),
      () => visitors.get('hospital')!.post(`/facilities/${otherFacility}/lending/${otherDoctor}`, {}),
      () => visitors.get('hospital')!.post(`/facilities/${keys.facility}/lending/${otherDoctor}`, {}),
      () =>
        visitors.get('hospital')!.post(`/doctors/${otherDoctor}/availability/exceptions`, {
          from: today,
          says: 'cannot',
        }),
      () =>
        visitors.get('doctor')!.post(`/doctors/${otherDoctor}/availability/exceptions`, {
          from: today,
          says: 'cannot',
        }),
      () =>
        counter.post(`/outlets/${elsewhere}/visits`, {
          id: newKey(clinic),
          name: 'X',
          bornOn: '1990-01-01',
          sex: 'male',
          disposition: 'advice',
        }),
      () =>
        counter.post(`/outlets/${elsewhere}/deliveries`, {
          id: newKey(clinic),
          medicineId,
          number: 'B',
          expiresOn: '2024-01-01',
          quantity: 1,
        }),
      () => counter.post(`/outlets/${elsewhere}/hours`, { open: ['morning-0'] }),
      () =>
        visitors
          .get('chain-manager')!
          .post(`/outlets/${elsewhere}/stock/${medicineId}/reorder-level`, { units: 3 }),
      () => visitors.get('officer')!.post(`/outlets/${elsewhere}/approvals`, { act: 'suspend', reason: 'x' }),
      () =>
        visitors.get('doctor')!.post(`/outlets/${elsewhere}/visits`, {
          id: newKey(clinic),
          name: 'X',
          bornOn: '1990-01-01',
          sex: 'male',
          disposition: 'advice',
        }),
    ];
    for (const act of acts) expect((await act()).status).toBe(404);
  });
});
