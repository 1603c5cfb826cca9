import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Barcodes } from '../../src/medicines/barcodes.service.js';
import { programActing } from '../../src/staff/actor.js';
import { DeliveryFiles } from '../../src/deliveries/delivery-files.service.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Recalls } from '../../src/stock/recalls/recalls.service.js';
import { Stock } from '../../src/stock/stock.service.js';
import { UnreadableTable } from '../../src/imports/table.js';
import { caseOf } from '../support/cases.js';
import { Clinic } from '../support/clinic.js';
import { signedIn } from '../support/people.js';
import { bookOf } from '../support/sheets.js';
import { approvedOutlet, changeMedicine, medicine, newKey, receive } from '../support/town.js';
import { hidden, textOf } from '../support/visitor.js';

describe('A delivery', () => {
  let clinic: Clinic;
  let outletId: string;
  let paracetamol: string;
  let files: DeliveryFiles;

  beforeAll(async () => {
    clinic = await Clinic.open();
    files = clinic.get(DeliveryFiles);
    paracetamol = (await medicine(clinic, 'PARA500')).id;
    await changeMedicine(clinic, paracetamol, { gtin: '06901234567892', packSize: 24 });
  });
  beforeEach(async () => (outletId = await approvedOutlet(clinic)));
  afterAll(() => clinic.close());

  const upload = (content: Buffer, name = 'delivery.csv', sheet?: string) =>
    files.upload(outletId, { name, content, sheet }, programActing);
  const look = async (id: string) => files.look(await files.find(outletId, id, programActing));
  const take = async (id: string, sure: boolean) => {
    const { digest } = await look(id);
    return files.take(outletId, id, { sure, digest }, programActing);
  };
  const lots = async () => {
    const all = await clinic.reader.of(Lot).find({ where: { outletId }, order: { number: 'ASC' } });
    return all.map(({ number, expiresOn, onHand }) => [number, expiresOn, onHand]);
  };
  /** What became of a case: its lots, or its faults by line, or why the file is none. */
  async function fateOf(name: string) {
    const content = caseOf(name);
    try {
      const id = await upload(content, name);
      const { faults, missing } = await look(id);
      if (missing.length > 0) return missing;
      if (faults.length > 0) return faults.map(({ line, key }) => [line, key.split('.').at(-1)]);
      await take(id, true);
      return await lots();
    } catch (error) {
      if (error instanceof UnreadableTable) return { code: error.code, values: error.values };
      throw error;
    }
  }
  const good = '2028-08-31';

  describe('by a file of the kinds that neighbouring systems got wrong', () => {
    it.each<[string, unknown]>([
      ['delivery-barcode-only.csv', [['CB2', good, 48]]],
      ['delivery-blank-line-then-fault.csv', [[5, 'noDay']]],
      ['delivery-boxes-not-units.csv', [['BX1', good, 240]]],
      ['delivery-code-and-barcode-columns.csv', [['CB1', good, 48]]],
      ['delivery-date-and-time.csv', [['DT1', good, 48]]],
      ['delivery-far-expiry.csv', [[2, 'farExpiry']]],
      ['delivery-headings-as-suppliers-write.csv', [['SW1', good, 240]]],
      ['delivery-inner-quote.csv', { code: 'wrong-quote', values: { line: 2 } }],
      ['delivery-lot-with-invisible-marks.csv', [['ZW1', good, 40]]],
      ['delivery-lowercase-code.csv', [['LC1', good, 48]]],
      ['delivery-numeric-lot.xlsx', [['230801', good, 48]]],
      ['delivery-quantity-10.0.csv', [['Q1', good, 48]]],
      ['delivery-quantity-thousands.csv', [['Q2', good, 1200]]],
      ['delivery-semicolon.csv', [['SC1', good, 48]]],
      ['delivery-tab-thousands-shift.txt', [['TC3', good, 1200]]],
      ['delivery-tab-with-comma.txt', [['TC1', good, 48]]],
      ['delivery-truncated-utf8.csv', { code: 'broken-encoding', values: {} }],
      ['delivery-utf16-without-bom.csv', [['U16', good, 48]]],
      ['delivery-yymmdd-six-digits.csv', [[2, 'noDay']]],
      [
        'delivery-yyyymm-november-alone.csv',
        [
          ['YMA11', '2028-11-30', 48],
          ['YMA12', '2028-12-31', 48],
        ],
      ],
      [
        'delivery-yyyymm-november.csv',
        [
          ['YM08', good, 48],
          ['YM11', '2028-11-30', 48],
          ['YM12', '2028-12-31', 48],
        ],
      ],
      ['delivery-same-lot-two-expiries.csv', [[3, 'lot-differs']]],
      [
        'delivery-us-dates.csv',
        [
          [2, 'noDay'],
          [3, 'noDay'],
        ],
      ],
    ])('%s', async (name, fate) => expect(await fateOf(name)).toEqual(fate));

    it.each([
      'delivery-excel-date-cells.xlsx',
      'delivery-first-sheet-is-cover.xlsx',
      'delivery-formula-cells.xlsx',
      'delivery-title-row-merged.xlsx',
    ])('%s is read', async (name) => {
      const found = (await fateOf(name)) as [string, string, number][];
      expect(found.map(([, expiresOn]) => expiresOn)).toEqual(found.map(() => good));
      expect(found.length).toBeGreaterThan(0);
    });

    it.each([
      ['delivery-error-cell.xlsx', /noQuantity|noDay|noNumber/],
      ['delivery-excel-serial-as-number.xlsx', /serialDay/],
    ])('%s is told by its line', async (name, faults) =>
      expect(JSON.stringify(await fateOf(name))).toMatch(faults),
    );
  });

  it('by the same file again is asked about, though it has another name, and taken once for each that is meant', async () => {
    const content = caseOf('delivery-same-file-sent-twice.csv');
    await take(await upload(content), false);
    const again = await upload(Buffer.concat([content, Buffer.from('\n')]), 'other name.csv');
    expect((await look(again)).before).not.toBeNull();
    await expect(take(again, false)).rejects.toMatchObject({
      code: 'delivery-unsure',
    });
    expect(await lots()).toEqual([['TWICE1', good, 48]]);
    await Promise.all([1, 2, 3].map(() => take(again, true)));
    expect(await lots()).toEqual([['TWICE1', good, 96]]);
  });

  it('by a file that says a line twice, or a lot that is nearly another, is asked about', async () => {
    await receive(clinic, outletId, 'PARA500', 5, { number: 'BO21', expiresOn: good });
    const rows = [
      'code,lot,expiry,quantity',
      'PARA500,B021,2028-08-31,5',
      'PARA500,T1,2028-08-31,5',
      'PARA500,t1,2028-08-31,5',
    ];
    const id = await upload(Buffer.from(rows.join('\n')));
    const { doubts } = await look(id);
    expect(doubts.map(({ line, key }) => [line, key.split('.').at(-1)])).toEqual([
      [4, 'twice'],
      [2, 'nearLot'],
    ]);
    await expect(take(id, false)).rejects.toMatchObject({
      code: 'delivery-unsure',
    });
  });

  it('of packs whose size nobody has said is not guessed', async () => {
    const { id } = await medicine(clinic, 'IBU200');
    await changeMedicine(clinic, id, { packSize: 1 });
    const note = Buffer.from('药品编码,规格,单位,批号,有效期,数量\nIBU200,0.2g*20片,盒,P1,2028-08-31,3\n');
    expect((await look(await upload(note))).faults).toMatchObject([
      { line: 2, key: 'stock.file.faults.packUnknown' },
    ]);
    await changeMedicine(clinic, id, { packSize: 20 });
    await take(await upload(note), false);
    expect(await lots()).toEqual([['P1', good, 60]]);
  });

  it('whose code and barcode are of two medicines is no delivery of either, and what a figure counts is asked', async () => {
    const rows = ['编码,条码,规格,批号,有效期,数量', 'IBU200,6901234567892,,C1,2028-08-31,5'];
    expect((await look(await upload(Buffer.from(rows.join('\n'))))).faults).toMatchObject([
      { line: 2, key: 'stock.file.faults.codesDiffer' },
    ]);
    const unsaid = await upload(
      Buffer.from('编码,规格,批号,有效期,数量\nPARA500,0.5g*24片,C2,2028-08-31,10'),
    );
    expect((await look(unsaid)).doubts).toMatchObject([{ line: 2, key: 'stock.file.faults.unsaidUnit' }]);
  });

  it('of more lines than any supplier sends is refused whole', async () => {
    const rows = Array.from({ length: 2_001 }, (_, n) => `PARA500,L${n},2028-08-31,1`);
    const long = Buffer.from(['code,lot,expiry,quantity', ...rows].join('\n'));
    await expect(upload(long)).rejects.toMatchObject({ code: 'too-many-rows', values: { most: 2_000 } });
    const longest = await upload(Buffer.from(['code,lot,expiry,quantity', ...rows.slice(1)].join('\n')));
    expect((await look(longest)).lines).toHaveLength(2_000);
  });

  it('is taken as it was looked at, or not at all', async () => {
    const id = await upload(Buffer.from('编码,单位,批号,有效期,数量\nPARA500,盒,D1,2028-08-31,10'));
    const { digest } = await look(id);
    await changeMedicine(clinic, paracetamol, { packSize: 12 });
    const seen = { sure: true, digest };
    await expect(files.take(outletId, id, seen, programActing)).rejects.toMatchObject({
      code: 'delivery-moved',
    });
    await changeMedicine(clinic, paracetamol, { packSize: 24 });
    await files.take(outletId, id, seen, programActing);
    expect(await lots()).toEqual([['D1', good, 240]]);
  });

  it('by hand asks about an expiry and a lot that are unlikely, and takes them from whoever is sure', async () => {
    const counter = await signedIn(clinic, 'counter', [outletId]);
    await receive(clinic, outletId, 'PARA500', 5, { number: 'B0213', expiresOn: good });
    const at = `/outlets/${outletId}/deliveries`;
    const form = {
      id: newKey(clinic),
      medicineId: paracetamol,
      quantity: '1,000',
      number: 'ｂo213',
      expiresOn: '2128/8/31',
    };
    const far = await counter.post(at, form);
    expect(far.status).toBe(422);
    expect(textOf(far.body)).toMatch(/more than ten years away.*as on the box/);
    const near = await counter.post(at, { ...form, expiresOn: good });
    expect(textOf(near.body)).toContain('The lot BO213 looks like B0213');
    expect((await counter.post(at, { ...form, expiresOn: good, sure: 'true' })).status).toBe(303);
    expect(await lots()).toEqual([
      ['B0213', good, 5],
      ['BO213', good, 1000],
    ]);
  });

  it('says in the supplier’s own codes what somebody has said that they mean, until it is said otherwise', async () => {
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const file = (number: string) =>
      upload(Buffer.from(`货号,批号,有效期,数量\nYZ-0071,${number},202808,24\n`));
    const first = await file('YZ1');
    const at = `/outlets/${outletId}/deliveries/files/${first}`;
    const asked = textOf((await counter.get(at)).body);
    expect(asked).toMatch(/no medicine of the catalogue is called YZ-0071.*supplier’s own codes/i);
    await expect(take(first, false)).rejects.toMatchObject({ code: 'delivery-faulty' });
    const say = (medicineId: string) =>
      counter.post(`${at}/codes`, { 'codes[0][code]': 'YZ-0071', 'codes[0][medicineId]': medicineId });
    expect((await say(newKey(clinic))).status).toBe(404);
    const stranger = await signedIn(clinic, 'counter', [await approvedOutlet(clinic)]);
    const theirs = { 'codes[0][code]': 'YZ-0071', 'codes[0][medicineId]': paracetamol };
    expect((await stranger.post(`${at}/codes`, theirs)).status).toBe(404);
    expect(
      (await clinic.get(DeliveryFiles).look(await files.find(outletId, first, programActing))).lines,
    ).toEqual([]);
    expect((await say(paracetamol)).status).toBe(303);
    await take(first, false);
    // The next file is understood at once; nobody else's is.
    await take(await file('YZ2'), false);
    expect(await lots()).toEqual([
      ['YZ1', good, 24],
      ['YZ2', good, 24],
    ]);
    const elsewhere = await approvedOutlet(clinic);
    const content = Buffer.from('货号,批号,有效期,数量\nYZ-0071,YZ3,202808,24\n');
    const others = await files.upload(elsewhere, { name: 'a.csv', content }, programActing);
    const read = await files.look(await files.find(elsewhere, others, programActing));
    expect(read).toMatchObject({ lines: [], ownCodes: [{ code: 'YZ-0071' }] });
    // What was said wrongly is taken back.
    expect((await say('')).status).toBe(303);
    await expect(take(await file('YZ4'), false)).rejects.toMatchObject({ code: 'delivery-faulty' });
  });

  it('is known by the first seven digits of a traceability code once the bureau has told them, and not once they are forgotten', async () => {
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const officer = await signedIn(clinic, 'officer');
    const code = '81234567890123456789';
    const scan = () => counter.get(`/outlets/${outletId}/deliveries/new?scan=${code}`);
    expect(textOf((await scan()).body)).toContain('of a medicine that nobody has told');
    const at = `/medicines/${paracetamol}/barcodes`;
    expect((await officer.post(at, { code: '8123456 7890', packUnits: '12' })).status).toBe(422);
    const swapped = await officer.post(at, { code: '6909876543221' });
    expect([swapped.status, textOf(swapped.body)]).toEqual([
      422,
      expect.stringContaining('The check digit is wrong') as string,
    ]);
    expect((await officer.post(at, { code: '8123 456', packUnits: '12' })).status).toBe(303);
    expect((await officer.post(at, { code })).status).toBe(409);
    expect(textOf((await officer.get(at)).body)).toMatch(/8123456.*12/);
    const known = (await scan()).body;
    expect(known).toContain(`value="${paracetamol}" selected`);
    expect(textOf(known)).toMatch(/says nothing of lot and expiry.*12/);
    // Another box of the same pack, in a supplier's file.
    const file = `条码,批号,有效期,数量,单位\n8123456${'9'.repeat(13)},TC1,202808,2,盒\n`;
    await take(await upload(Buffer.from(file)), false);
    expect(await lots()).toEqual([['TC1', good, 24]]);
    expect((await officer.post(`${at}/8123456/forgetting`)).status).toBe(303);
    expect((await officer.post(`${at}/8123456/forgetting`)).status).toBe(404);
    expect(textOf((await scan()).body)).toContain('of a medicine that nobody has told');
  });

  it('teaches the barcode of another maker, which is known from then on, in files too', async () => {
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const scan = encodeURIComponent('01069098765432121728083110SM1');
    const asked = await counter.get(`/outlets/${outletId}/deliveries/new?scan=${scan}`);
    expect(textOf(asked.body)).toContain('No medicine of the catalogue has the GTIN');
    const form = {
      id: newKey(clinic),
      medicineId: paracetamol,
      quantity: 24,
      number: 'SM1',
      expiresOn: good,
    };
    await counter.post(`/outlets/${outletId}/deliveries`, {
      ...form,
      gtin: hidden(asked.body, 'gtin'),
      packUnits: '12',
    });
    expect(await clinic.get(Barcodes).find('06909876543212')).toEqual({
      medicineId: paracetamol,
      packSize: 12,
    });
    const known = await counter.get(`/outlets/${outletId}/deliveries/new?scan=${scan}`);
    expect(known.body).toContain(`value="${paracetamol}" selected`);
    await take(await upload(Buffer.from('条码,批号,有效期,数量\n6909876543212,SM2,202808,48\n')), false);
    expect(await lots()).toEqual([
      ['SM1', good, 24],
      ['SM2', good, 48],
    ]);
    // What is known stays whose it is.
    const { id: other } = await medicine(clinic, 'IBU200');
    await clinic.get(Stock).receive(
      outletId,
      {
        ...form,
        id: newKey(clinic),
        medicineId: other,
        teaches: { code: '06909876543212', packSize: null },
      },
      programActing,
    );
    expect(await clinic.get(Barcodes).find('06909876543212')).toMatchObject({ medicineId: paracetamol });
  });

  it('of a lot is met by one recall, however its number was written', async () => {
    for (const number of ['RC-9', 'rc-9', 'ＲＣ－９', 'RC\u200b–9', ' r c ‐ 9 '])
      await receive(clinic, await approvedOutlet(clinic), 'PARA500', 3, { number, expiresOn: good });
    await clinic
      .get(Recalls)
      .announce({ medicineId: paracetamol, number: 'Rc−9', reason: 'x' }, programActing);
    const blocked = await clinic.reader.of(Lot).findBy({ number: 'RC-9' });
    expect(blocked.map(({ recallId }) => recallId !== null)).toEqual([true, true, true, true, true]);
  });

  it('by a file with a supplier’s own headings is mapped by hand once', async () => {
    const counter = await signedIn(clinic, 'counter', [outletId]);
    const sent = (...rows: string[]) => Buffer.from(['品号,批,到期,数', ...rows].join('\n'));
    const first = await counter.upload(
      `/outlets/${outletId}/deliveries/file`,
      'a.csv',
      sent('PARA500,H1,2028-08-31,5'),
    );
    const page = await counter.get(first.location!);
    expect(textOf(page.body)).toContain('lacks columns');
    const headings = { code: '品号', number: '批', expiresOn: '到期', quantity: '数' };
    const columns = Object.entries(headings).map(([field, heading]) => ({ field, heading }));
    await counter.post(`${first.location!}/columns`, { columns });
    expect(textOf((await counter.get(first.location!)).body)).toMatch(/H1.*Aug 2028.*5/);
    const second = await counter.upload(
      `/outlets/${outletId}/deliveries/file`,
      'b.csv',
      sent('PARA500,H2,2028-08-31,7'),
    );
    await counter.get(second.location!);
    const { body } = await counter.get(second.location!);
    const digest = hidden(body, 'digest');
    expect((await counter.post(`${second.location!}/reception`, { digest })).status).toBe(303);
    expect(await lots()).toEqual([['H2', good, 7]]);
    // A stranger reaches it neither here nor under an outlet of their own.
    const elsewhere = await approvedOutlet(clinic);
    const stranger = await signedIn(clinic, 'counter', [elsewhere]);
    for (const at of [second.location!, second.location!.replace(outletId, elsewhere)]) {
      expect((await stranger.get(at)).status).toBe(404);
      expect((await stranger.post(`${at}/columns`, { columns })).status).toBe(404);
      expect((await stranger.post(`${at}/reception`, { digest })).status).toBe(404);
    }
  });

  it('in a workbook of several such sheets asks which', async () => {
    const rows = [
      ['code', 'lot', 'expiry', 'quantity'],
      ['PARA500', 'S1', '2028-08-31', 5],
    ];
    const book = bookOf({ 一店: rows, 二店: rows });
    await expect(upload(book)).rejects.toMatchObject({ code: 'several-sheets' });
    await take(await upload(book, 'x.xlsx', '二店'), false);
    expect(await lots()).toEqual([['S1', good, 5]]);
  });
});
