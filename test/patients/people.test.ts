import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import type { NewPatient } from '../../src/patients/new-patient.js';
import { Patient } from '../../src/patients/patient.entity.js';
import { PatientSearch } from '../../src/patients/patient-search.js';
import { programActing } from '../../src/staff/actor.js';
import { Visit } from '../../src/visits/visit.entity.js';
import { Visits } from '../../src/visits/visits.service.js';
import { engine } from '../support/database.js';
import { caseOf, typedCases } from '../support/cases.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { approvedOutlet, entry, receive } from '../support/town.js';
import { visitForm } from '../support/visit-form.js';
import { textOf, type Visitor } from '../support/visitor.js';

const marked = (text: string) =>
  text.replace(/<U\+([0-9A-F]{4})>/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A resident identity number by its first seventeen digits (GB 11643). */
const numbered = (digits: string): string =>
  digits + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11]!;

describe('Somebody at a counter', () => {
  let clinic: Clinic;
  let outletId: string;
  let counter: Visitor;
  const cases = typedCases('patients.tsv');

  beforeAll(async () => {
    clinic = await Clinic.open();
    outletId = await approvedOutlet(clinic);
    await receive(clinic, outletId, 'PARA500', 1000);
    counter = await signedIn(clinic, 'counter', [outletId]);
  });
  afterAll(() => clinic.close());

  const register = async (given: { readonly name: string } & Partial<NewPatient>) => {
    const newPatient = { bornOn: '1985-05-05', sex: 'female' as const, ...given };
    const { patient } = await clinic.get(Visits).log(outletId, entry(clinic, { newPatient }), programActing);
    return patient;
  };
  const found = async (words: string) =>
    (await clinic.get(PatientSearch).search(words, outletId)).map(({ name }) => name);

  it.each([
    [
      'dots-in-names',
      [
        '买买提.吐尔逊',
        '买买提・吐尔逊',
        '买买提‧吐尔逊',
        '买买提．吐尔逊',
        '买买提-吐尔逊',
        '吐尔逊',
        '买买提',
      ],
    ],
    ['zero-width-in-name', ['王测芳', '测芳', '芳', 'wcf']],
    ['given-name-of-foreigner', ['SMITH', 'john', 'John Smith', 'js']],
    ['one-character-name', ['佛']],
  ])('%s: is found by any part of the name, however it is written', async (name, searched) => {
    const typed = marked(cases.get(name)![0]!);
    await register({ name: typed });
    for (const words of searched) expect([words, await found(words)]).toEqual([words, [typed]]);
  });

  it('is found by telephone, with or without the country’s code, and by a passport', async () => {
    const form = {
      ...visitForm(),
      name: 'Reached Abroad',
      telephone: '+86 138 0000 0001',
      otherDocument: 'e 123 45678',
    };
    expect((await counter.post(`/outlets/${outletId}/visits`, form)).status).toBe(303);
    for (const words of ['13800000001', '138 0000 0001', '+86-138-0000-0001', 'E12345678', 'e1234 5678'])
      expect([words, await found(words)]).toEqual([words, ['Reached Abroad']]);
    expect(await found('0000')).toEqual([]);
  });

  it('has an identity number that is read with marks that nobody sees', async () => {
    const { identityNumber } = await register({
      name: '某人',
      identityNumber: `\u202d${numbered('32100319900101001')}\u202c`,
    });
    expect(identityNumber).toBe(numbered('32100319900101001'));
  });

  it('of the same name, birth date and sex, or name and telephone, is asked about before there are two of them', async () => {
    const form = { name: '陈静', bornOn: '1990-03-01', sex: 'female', telephone: '13911112222' };
    const send = (given: object) =>
      counter.post(`/outlets/${outletId}/visits`, { ...visitForm(), ...form, ...given });
    expect((await send({})).status).toBe(303);
    for (const again of [{}, { telephone: '', name: ' 陈 静' }, { bornOn: '1991-01-01', sex: 'male' }]) {
      const asked = await send(again);
      expect(asked.status).toBe(409);
      expect(textOf(asked.body)).toMatch(/Is it this one\?.*陈静.*1 Mar 1990.*13911112222.*somebody else/);
    }
    const people = () => clinic.reader.of(Patient).findBy({ foldedName: '陈静' });
    const [known] = await people();
    // It is them: one patient, so what they were given lately counts, and they are reached at the new number.
    const same = await send({ isPatient: known!.id, telephone: '13933334444', 'confirmed[]': 'x' });
    expect([303, 422]).toContain(same.status);
    if (same.status === 422) expect(textOf(same.body)).toMatch(/paracetamol/i);
    const advice = { disposition: 'advice', 'medicines[0][medicine]': '', 'medicines[0][quantity]': '' };
    expect((await send({ ...advice, isPatient: known!.id, telephone: '13933334444' })).status).toBe(303);
    expect(await people()).toMatchObject([{ id: known!.id, telephone: '13933334444' }]);
    expect(
      await clinic.reader.of(AuditRecord).countBy({ act: 'patient.changed', subjectId: known!.id }),
    ).toBe(1);
    // It is somebody else: that is said once, and kept.
    expect((await send({ ...advice, isPatient: 'somebody-else', telephone: '' })).status).toBe(303);
    expect(await people()).toHaveLength(2);
  });

  it('who was here today is told to be, when they are chosen and when they are typed anew', async () => {
    const person = { name: '欧阳重来', bornOn: '1960-02-03', sex: 'male' } as const;
    const { id } = await register(person);
    const page = async (at = outletId) =>
      textOf(
        (await (at === outletId ? counter : nextDoor).get(`/outlets/${at}/visits/new?patient=${id}`)).body,
      );
    const elsewhere = await approvedOutlet(clinic);
    const nextDoor = await signedIn(clinic, 'counter', [elsewhere]);
    expect(await page()).toMatch(/Already here today at \d\d:\d\d.*Open that visit/);
    expect(await page(elsewhere)).not.toContain('Already here today');
    const asked = await counter.post(`/outlets/${outletId}/visits`, { ...visitForm(), ...person });
    expect(asked.status).toBe(409);
    expect(textOf(asked.body)).toMatch(/Is it this one\?.*欧阳重来.*Already here today at/);
    clinic.clock.forward(24 * 60);
    expect(await page()).not.toContain('Already here today');
    clinic.clock.forward(-24 * 60);
  });

  it('who may be somebody known is given nothing that harms with what that one received, until it is said that it is another', async () => {
    const form = { name: '刘像', bornOn: '1990-03-01', sex: 'female', telephone: '13911115555' };
    const panel = async (given: object) => {
      const typed = { ...visitForm(), ...form, ...given };
      return textOf((await counter.post(`/outlets/${outletId}/visits/triage`, typed)).body);
    };
    expect(await panel({})).not.toMatch(/may be this person|was received/);
    expect((await counter.post(`/outlets/${outletId}/visits`, { ...visitForm(), ...form })).status).toBe(303);
    const known = await clinic.reader.of(Patient).findOneByOrFail({ foldedName: '刘像' });
    const counted = /may be this person’s: 1\..*paracetamol was received 0 days ago/i;
    expect(await panel({})).toMatch(counted);
    // By name and telephone alone, the likeness of a birth that was typed wrong.
    expect(await panel({ bornOn: '1991-01-01', sex: 'male' })).toMatch(counted);
    expect(await panel({ isPatient: known.id })).toMatch(/was received 0 days ago/);
    expect(await panel({ isPatient: 'somebody-else' })).not.toMatch(/may be this person|was received/);
  });

  it('whose number is known under another name is asked about', async () => {
    const number = numbered('32100319850505001');
    const first = await register({ name: '李测强', identityNumber: number });
    const newPatient = { name: '王芳芳', identityNumber: number, telephone: '13700000000' };
    await expect(register(newPatient)).rejects.toMatchObject({ code: 'name-differs' });
    expect(await register({ ...newPatient, isPatient: first.id })).toMatchObject({
      id: first.id,
      name: '李测强',
      telephone: '13700000000',
    });
    // Nobody else can have it.
    await expect(register({ ...newPatient, isPatient: 'somebody-else' })).rejects.toMatchObject({
      code: 'name-differs',
    });
    const asked = await counter.post(`/outlets/${outletId}/visits`, { ...visitForm(), ...newPatient });
    expect(textOf(asked.body)).toMatch(/李测强.*another name/);
  });

  it('who once came without a number is asked about when one is typed', async () => {
    await register({ name: '无号的人', bornOn: '1949-12-31', sex: 'female' });
    const typed = { name: '无号的人', identityNumber: numbered('32100319491231002') };
    await expect(register(typed)).rejects.toMatchObject({ code: 'patient-likely' });
    const [known] = await clinic.reader.of(Patient).findBy({ name: typed.name });
    // An answer that was given to other words is none: nobody else's record is taken.
    const stranger = await register({ name: 'Quite Another', telephone: '13512345678' });
    await expect(register({ ...typed, isPatient: stranger.id })).rejects.toMatchObject({
      code: 'patient-likely',
    });
    expect(await register({ ...typed, isPatient: known!.id })).toMatchObject({ id: known!.id });
    expect(await clinic.reader.of(Patient).findOneByOrFail({ id: known!.id })).toMatchObject({
      identityNumber: typed.identityNumber,
    });
  });

  it.each(['81000019900101001', '82000019900101001', '83000019900101001', '91123019900101001'])(
    'has a number by the standard, wherever they are from: %s, also where it was typed as another document',
    async (digits) => {
      const number = numbered(digits);
      const one = await register({
        name: `Of ${digits}`,
        otherDocument: number.toLowerCase(),
        bornOn: '2001-01-01',
      });
      expect(one).toMatchObject({
        identityNumber: number,
        otherDocument: null,
        bornOn: '1990-01-01',
        sex: 'male',
      });
      expect(await found(number)).toEqual([`Of ${digits}`]);
      const wrong = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');
      await expect(register({ name: 'Wrong', otherDocument: wrong })).rejects.toMatchObject({
        code: 'identity-number-check-character',
      });
    },
  );

  it('of whom only an age is known is asked about where the name and about the age are known', async () => {
    const send = (given: object) =>
      counter.post(`/outlets/${outletId}/visits`, { ...visitForm(), name: '许有才', sex: 'male', ...given });
    expect((await send({ bornOn: '72岁' })).status).toBe(303);
    const [known] = await clinic.reader.of(Patient).findBy({ foldedName: '许有才' });
    expect(known).toMatchObject({ bornOn: '1950-12-19', bornAbout: true });
    for (const bornOn of ['1950-03-01', '71岁', '1950']) {
      const asked = await send({ bornOn });
      expect([bornOn, asked.status]).toEqual([bornOn, bornOn === '1950' ? 422 : 409]);
    }
    for (const [bornOn, sentence] of [
      ['虚岁73', 'traditional count'],
      ['8', 'Years or months?'],
    ] as const)
      expect(textOf((await send({ bornOn })).body)).toContain(sentence);
    // Who is said to be them, with a birthday, has it from now on.
    const advice = { disposition: 'advice', 'medicines[0][medicine]': '', 'medicines[0][quantity]': '' };
    expect((await send({ bornOn: '1950-03-01', isPatient: known!.id, ...advice })).status).toBe(303);
    const [now] = await clinic.reader.of(Patient).findBy({ foldedName: '许有才' });
    expect(now).toMatchObject({ id: known!.id, bornOn: '1950-03-01', bornAbout: false });
  });

  it.runIf(engine === 'postgres')(
    'is found by the beginning of a name in a database of any locale',
    async () => {
      const asked = caseOf('postgres-name-prefix.sql').toString('utf8');
      const pairs = [...asked.matchAll(/'([^']+)' >= '([^']+)'/g)].map(([, name, begins]) => [
        name!,
        begins!,
      ]);
      expect(pairs).toHaveLength(3);
      for (const [name, begins] of pairs) {
        await register({ name: name!, bornOn: '1961-01-01' });
        expect(await found(begins!)).toContain(name);
      }
      const [{ collation }] = await clinic.writer.query<[{ collation: string }]>(
        'SELECT datcollate AS collation FROM pg_database WHERE datname = current_database()',
      );
      expect(collation).not.toBe('C');
    },
  );

  it('may have a name of any length that the form takes', async () => {
    const name = '测'.repeat(60);
    expect((await register({ name })).name).toBe(name);
  });

  it('is not seen before they are born', async () => {
    const newPatient = { name: 'Not Yet', bornOn: '2022-12-19', sex: 'male' as const };
    const early = entry(clinic, { newPatient, at: new Date('2022-12-18T01:00:00Z') });
    await expect(clinic.get(Visits).log(outletId, early, programActing)).rejects.toMatchObject({
      code: 'not-yet-born',
    });
    expect(await clinic.reader.of(Visit).countBy({ id: early.id })).toBe(0);
    expect(await clinic.reader.of(Patient).countBy({ name: 'Not Yet' })).toBe(0);
  });
});
