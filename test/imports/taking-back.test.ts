import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Availability, AvailabilityException, Loan } from '../../src/doctors/availability.entity.js';
import { theProgram } from '../../src/database/act.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { exportHeadings } from '../../src/doctors/domain/availability-rows.js';
import { Capacities } from '../../src/facilities/capacities.service.js';
import { Capacity, FacilityDay } from '../../src/facilities/capacity.entity.js';
import { Facility } from '../../src/facilities/facility.entity.js';
import { ImportTargets } from '../../src/imports/import-targets.js';
import { ImportedRecord } from '../../src/imports/imported-record.entity.js';
import { Imports } from '../../src/imports/imports.service.js';
import { type ImportKind, RegisterImport } from '../../src/imports/register-import.entity.js';
import { TakingBack } from '../../src/imports/taking-back.service.js';
import { Medicine } from '../../src/medicines/medicine.entity.js';
import { Medicines } from '../../src/medicines/medicines.service.js';
import { Chain } from '../../src/network/chain.entity.js';
import { District } from '../../src/network/district.entity.js';
import { Outlet } from '../../src/network/outlet.entity.js';
import { hoursIn } from '../../src/network/domain/hours.js';
import { Outlets } from '../../src/network/outlets.service.js';
import { programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Clinic, mondayMorning } from '../support/clinic.js';
import { acting, signedIn } from '../support/people.js';
import { doctor } from '../support/town.js';
import { textOf, type Visitor } from '../support/visitor.js';

const outletsFile = (...rows: string[]) => ['许可证号,名称,地址,电话,连锁', ...rows];

describe('An import that is taken back', () => {
  let clinic: Clinic;
  let imports: Imports;

  beforeAll(async () => {
    clinic = await Clinic.open();
    imports = clinic.get(Imports);
  });
  afterAll(() => clinic.close());

  const apply = async (kind: ImportKind, rows: readonly string[]) => {
    const content = Buffer.from(rows.join('\n'));
    return (await imports.importFile(kind, content, programActing, { dryRun: false, acceptGuesses: true }))
      .id!;
  };

  /** All rows of some tables, as they stand. */
  const all = async (...tables: EntityTarget<ObjectLiteral>[]) => {
    const found: object[] = [];
    for (const table of tables) {
      const rows = await clinic.reader.of(table).find();
      found.push(
        rows.map(({ changedAt: _changed, saidAt: _said, ...row }) => row as object).sort(inTextOrder),
      );
    }
    return found;
  };
  const inTextOrder = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));

  it('leaves the outlets, districts and chains as if it had never been', async () => {
    await apply(
      'outlets',
      outletsFile('B1,旧店,扬州市广陵区一路1号,0514-1111111,', 'B2,二店,扬州市广陵区二路1号,,'),
    );
    const before = await all(Outlet, District, Chain);
    const id = await apply(
      'outlets',
      outletsFile(
        'B1,新店,泰州市海陵区一路1号,0514-2222222,百姓堂',
        'B3,三店,泰州市海陵区三路1号,,百姓堂',
        'B4,四店,扬州市广陵区四路1号,,',
      ),
    );
    expect(await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'B1' })).toMatchObject({
      name: '新店',
    });
    await imports.takeBack(id, programActing);
    expect(await all(Outlet, District, Chain)).toEqual(before);
    expect(await imports.outcomes(id)).toEqual({ back: 5, kept: 0 });
    const acts = await clinic.reader.of(AuditRecord).findBy({ act: 'import.taken-back', subjectId: id });
    expect(acts.map(({ after }) => after)).toEqual([{ back: 5, kept: 0 }]);
    await expect(imports.takeBack(id, programActing)).rejects.toMatchObject({ code: 'nothing-to-take-back' });
  });

  it('leaves alone what people did since, and what something refers to', async () => {
    await apply('outlets', outletsFile('C1,甲店,扬州市广陵区一路2号,0514-1111111,'));
    const id = await apply(
      'outlets',
      outletsFile(
        'C1,乙店,扬州市广陵区一路2号,0514-2222222,',
        'C2,丙店,泰州市高港区一路2号,,',
        'C3,丁店,扬州市广陵区三路2号,,',
      ),
    );
    const [c1, c2, c3] = await Promise.all(
      ['C1', 'C2', 'C3'].map((licenceNumber) => clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber })),
    );
    const facts = { ...c1!, name: '人改过的店', telephone: c1!.telephone ?? undefined };
    const told = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, value ?? undefined]));
    await clinic.get(Outlets).change(c1!.id, told as never, c1!.changedAt, programActing);
    // Staff of a counter hold its key without a foreign key.
    await acting(clinic, 'counter', [c2!.id]);
    await imports.takeBack(id, programActing);
    const kept = await imports.kept(id, 0, 50);
    expect(kept.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['C1 乙店', 'changed-since'],
      ['泰州市高港区', 'in-use'],
      ['C2 丙店', 'in-use'],
    ]);
    expect(await clinic.reader.of(Outlet).findOneByOrFail({ id: c1!.id })).toMatchObject({
      name: '人改过的店',
      telephone: '0514-2222222',
    });
    expect(await clinic.reader.of(Outlet).findOneBy({ id: c3!.id })).toBeNull();
  });

  it('leaves an outlet that was approved, and puts back no more of it than the file changed', async () => {
    await apply('outlets', outletsFile('D1,甲店,扬州市广陵区一路3号,0514-1111111,'));
    const id = await apply('outlets', outletsFile('D1,甲店,扬州市广陵区一路3号,0514-2222222,'));
    const { id: outletId } = await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'D1' });
    await clinic.get(Outlets).openBy(outletId, hoursIn('08:00-22:00')!, programActing);
    await imports.takeBack(id, programActing);
    expect(await clinic.reader.of(Outlet).findOneByOrFail({ id: outletId })).toMatchObject({
      telephone: '0514-1111111',
      week: 'OOOOOOOOOOOOOOOOOOOOO',
    });
  });

  it('leaves facilities, the catalogue and what doctors say as if it had never been', async () => {
    const facilities = ['city,name,tier,telephone', '扬州市,甲医院,tertiary,0514-1'];
    await apply('facilities', facilities);
    const districtId = (await clinic.reader.of(District).find())[0]!.id;
    await doctor(clinic, [districtId], { name: '陈静', licenceNumber: 'D-1' });
    const tables = [Facility, Medicine, Availability, AvailabilityException, Loan];
    const said = (week: string, hours: number, otherwise: string) => [
      exportHeadings.join(','),
      [
        'D-1',
        '陈静',
        ...Array.from({ length: 7 }, () => [...week]).flat(),
        hours,
        'no',
        otherwise,
        'yes',
        '',
        '',
      ].join(),
    ];
    await apply('availability', said('OXX', 20, '2022-12-24 X..'));
    const before = await all(...tables);
    const ids = [
      await apply('facilities', [
        'city,name,tier,telephone',
        '扬州市,甲医院,tertiary,0514-2',
        '扬州市,乙院,community,',
      ]),
      await apply('medicines', [
        'code,name zh,name en,form,strength,unit,group,ingredients,pack size,gtin,key',
        'NEWMED,新药片,New,tablet,10 mg,tablet,cold,甲/a 5 mg,12,6901234567892,yes',
        'PARA500,对乙酰氨基酚片,Paracetamol BP,tablet,,tablet,antipyretic,,24,,',
      ]),
      await apply('availability', said('XOX', 30, '2022-12-26 XXX')),
    ];
    expect(await all(...tables)).not.toEqual(before);
    expect((await clinic.get(Medicines).all()).map(({ code }) => code)).toContain('NEWMED');
    for (const id of ids) await imports.takeBack(id, programActing);
    const withoutKeys = (tables: object[]) =>
      JSON.parse(
        JSON.stringify(tables, (key, value: unknown) => (key === 'id' ? undefined : value)),
      ) as object;
    expect(withoutKeys(await all(...tables))).toEqual(withoutKeys(before));
    // What counters hold of the catalogue is dropped.
    expect((await clinic.get(Medicines).all()).map(({ code }) => code)).not.toContain('NEWMED');
  });

  it('of capacity lets the report before hold again, and the day’s most too', async () => {
    await apply('facilities', ['city,name,tier', '扬州市,丙医院,tertiary', '扬州市,丁医院,tertiary']);
    const rows = (waiting: number, at: string) => [
      'city,name,reported at,open,accepting,waiting,beds,beds occupied',
      `扬州市,丙医院,2022-12-19 ${at},yes,yes,${waiting},100,40`,
    ];
    // The first minutes of the network's day, which are the day before in UTC, count too.
    await apply('capacity', rows(40, '00:05'));
    await apply('capacity', rows(12, '07:00'));
    const before = await all(Capacity, FacilityDay);
    const id = await apply('capacity', [...rows(999, '08:00'), '扬州市,丁医院,2022-12-19 08:00,yes,yes,5,,']);
    await imports.takeBack(id, programActing);
    expect(await all(Capacity, FacilityDay)).toEqual(before);
    const { id: facilityId } = await clinic.reader.of(Facility).findOneByOrFail({ name: '丙医院' });
    const history = await clinic.get(Capacities).history(facilityId);
    expect(history.map(({ waiting, takenBackAt }) => [waiting, takenBackAt !== null])).toEqual([
      [999, true],
      [12, false],
      [40, false],
    ]);
    const days = await clinic.reader.of(FacilityDay).findBy({ facilityId });
    expect(days.map(({ on, waitingMost }) => [on, waitingMost])).toEqual([['2022-12-19', 40]]);
  });

  it('leaves a newer report of a person alone, where the import’s came too late to count', async () => {
    await apply('facilities', ['city,name,tier', '扬州市,戊医院,tertiary']);
    const { id: facilityId } = await clinic.reader.of(Facility).findOneByOrFail({ name: '戊医院' });
    await clinic
      .get(Capacities)
      .report(facilityId, { open: true, accepting: true, waiting: 3 }, programActing);
    const target = clinic.get(ImportTargets).of('capacity');
    const compare = target.compare.bind(target);
    // The file was compared before the person reported.
    target.compare = async (table, manager, reach) => {
      const { lines, missing } = await compare(table, manager, reach);
      return {
        lines: lines.map((line) => ({
          ...line,
          verdict: 'changed' as const,
          recordId: facilityId,
          rejection: undefined,
          changes: [],
        })),
        missing,
      };
    };
    const id = await apply('capacity', [
      'city,name,reported at,open,accepting,waiting',
      '扬州市,戊医院,2022-12-19 09:00,yes,yes,77',
    ]);
    target.compare = compare;
    await imports.takeBack(id, programActing);
    expect(await clinic.get(Capacities).of(facilityId)).toMatchObject({ waiting: 3 });
  });

  it('does not hold a day against itself that is over by now', async () => {
    const [district_] = await clinic.reader.of(District).find();
    const doctorId = await doctor(clinic, [district_!.id], { name: '王宁', licenceNumber: 'D-9' });
    const said = (otherwise: string) => [
      exportHeadings.join(','),
      ['D-9', '王宁', ...Array.from({ length: 21 }, () => 'O'), 20, 'no', otherwise, 'yes', '', ''].join(),
    ];
    await apply('availability', said(''));
    const id = await apply('availability', said('2022-12-19 X..; 2022-12-23 X..'));
    clinic.clock.forward(24 * 60);
    await imports.takeBack(id, programActing);
    expect(await imports.outcomes(id)).toEqual({ back: 1, kept: 0 });
    expect(await clinic.reader.of(AvailabilityException).findBy({ doctorId, on: '2022-12-23' })).toEqual([]);
    clinic.clock.set(mondayMorning);
  });

  it('keeps a medicine as it is where its former barcode is another’s now', async () => {
    const head = 'code,name zh,name en,form,unit,group,gtin';
    const row = (code: string, gtin: string) => `${code},药${code},Med ${code},tablet,tablet,cold,${gtin}`;
    await apply('medicines', [head, row('GT1', '6901234567892')]);
    const id = await apply('medicines', [head, row('GT1', '6901028001915')]);
    await apply('medicines', [head, row('GT2', '6901234567892')]);
    await imports.takeBack(id, programActing);
    expect((await imports.kept(id, 0, 9)).map(({ outcome }) => outcome)).toEqual(['taken']);
    expect(await clinic.reader.of(Medicine).findOneByOrFail({ code: 'GT1' })).toMatchObject({
      gtin: '06901028001915',
    });
  });

  it('goes on where it stood after its process died, and takes nothing back twice', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `E${i},${i}号店,扬州市广陵区五路${i}号,,`);
    const before = await all(Outlet);
    const id = await apply('outlets', outletsFile(...rows));
    const [register] = clinic.get(ImportTargets).of('outlets').registers;
    const remove = register.remove.bind(register);
    let removed = 0;
    register.remove = (...given) =>
      ++removed === 70 ? Promise.reject(new Error('killed')) : remove(...given);
    await expect(imports.takeBack(id, programActing)).rejects.toThrow('killed');
    register.remove = remove;
    const half = await clinic.reader.of(RegisterImport).findOneByOrFail({ id });
    expect(half.takenBackAt).toBeNull();
    expect(half.recordsBack).toBe(
      await clinic.reader.of(ImportedRecord).countBy({ importId: id, outcome: 'back' }),
    );
    await clinic.get(TakingBack).resume();
    expect((await clinic.reader.of(RegisterImport).findOneByOrFail({ id })).takenBackAt).toBeNull();
    clinic.clock.forward(1);
    await Promise.all([clinic.get(TakingBack).resume(), clinic.get(TakingBack).goOn(id)]);
    expect(await clinic.reader.of(RegisterImport).findOneByOrFail({ id })).toMatchObject({
      recordsBack: 120,
      takenBackAt: expect.any(Date) as Date,
    });
    expect(await all(Outlet)).toEqual(before);
    const acts = await clinic.reader.of(AuditRecord).findBy({ act: 'import.taken-back', subjectId: id });
    expect(acts.map(({ after }) => after)).toEqual([{ back: 120, kept: 0 }]);
  });

  it('is refused to somebody who reaches less than when they imported it', async () => {
    await apply('outlets', outletsFile('F0,零店,扬州市江都区一路1号,,', 'F9,九店,扬州市广陵区九路1号,,'));
    const districtIds = (await clinic.reader.of(District).find()).map(({ id }) => id);
    const officer = await acting(clinic, 'officer', districtIds);
    const file = Buffer.from(outletsFile('F1,一店,扬州市江都区二路1号,,').join('\n'));
    const { id } = await imports.importFile('outlets', file, officer, { dryRun: false, acceptGuesses: true });
    const less = { ...officer, reach: { over: 'districts' as const, ids: districtIds.slice(1) } };
    await expect(imports.takeBack(id!, less)).rejects.toMatchObject({ code: 'reaches-less' });
    await imports.takeBack(id!, officer);
    expect(await clinic.reader.of(Outlet).findOneBy({ licenceNumber: 'F1' })).toBeNull();
  });

  describe('in the browser', () => {
    let officer: Visitor;

    beforeEach(async () => {
      officer = await signedIn(clinic, 'officer');
    });

    const until = async (url: string, text: string) => {
      for (let i = 0; i < 200; i++) {
        const { body } = await officer.get(url);
        if (textOf(body).includes(text)) return textOf(body);
        await new Promise((soon) => setTimeout(soon, 25));
      }
      throw new Error(`The page never said ${text}.`);
    };

    it('says how far it is, both on the way in and on the way back', async () => {
      await officer.get('/imports/outlets/new');
      const content = Buffer.from(outletsFile('H1,甲,扬州市广陵区六路1号,,').join('\n'));
      const { location } = await officer.upload('/imports/outlets', 'h.csv', content);
      const id = location!.split('/').at(-1)!;
      const goes = async (how: Partial<RegisterImport>) => {
        await clinic
          .get(UnitOfWork)
          .run(theProgram, (unit) => unit.manager.update(RegisterImport, { id }, how as never));
        return (
          textOf((await officer.get(location!)).body) +
          textOf((await officer.get(`${location!}/progress`)).body)
        );
      };
      const at = clinic.clock.now();
      const leasedUntil = new Date(at.getTime() + 60_000);
      expect(await goes({ applyingSince: at, linesDone: 3, linesTotal: 9, leasedUntil })).toMatch(
        /h\.csv Applying.* 3 of 9.*3 of 9/,
      );
      expect(
        await goes({ appliedAt: at, takingBackSince: at, recordsBack: 4, recordsWritten: 12, leasedUntil }),
      ).toMatch(/h\.csv Taking back.* 4 of 12.*4 of 12/);
    });

    it('is offered where it was applied, and says what stayed', async () => {
      await officer.get('/imports/outlets/new');
      const content = Buffer.from(
        outletsFile('G1,甲,扬州市广陵区六路1号,,', 'G2,乙,扬州市广陵区六路2号,,').join('\n'),
      );
      const { location } = await officer.upload('/imports/outlets', 'g.csv', content);
      const { body } = await officer.get(location!);
      const digest = /name="digest" value="(\w+)"/.exec(body)![1]!;
      await officer.post(`${location!}/application`, { digest });
      await until(location!, 'Take this import back');
      const { id } = await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'G1' });
      await acting(clinic, 'counter', [id]);
      expect((await officer.post(`${location!}/way-back`, {})).status).toBe(303);
      const page = await until(location!, 'Taken back');
      expect(page).toMatch(/Went back 1 Stayed as it is 1/);
      expect(page).toContain('G1 甲 Outlet is in use');
      const again = await officer.post(`${location!}/way-back`, {});
      expect([again.status, textOf(again.body)]).toEqual([
        409,
        expect.stringContaining('was taken back before'),
      ]);
      const other = await signedIn(clinic, 'admin');
      expect((await other.post(`${location!}/way-back`, {})).status).toBe(404);
    });
  });
});
