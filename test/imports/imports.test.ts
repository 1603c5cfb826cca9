import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Chain } from '../../src/network/chain.entity.js';
import { Facility } from '../../src/facilities/facility.entity.js';
import { IsNull, Like } from 'typeorm';
import { ExistsAlready } from '../../src/database/refusals.js';
import { Applying } from '../../src/imports/applying.service.js';
import { ImportTargets } from '../../src/imports/import-targets.js';
import { Imports } from '../../src/imports/imports.service.js';
import { Outlet } from '../../src/network/outlet.entity.js';
import { RegisterImport } from '../../src/imports/register-import.entity.js';
import { programActing } from '../../src/staff/actor.js';
import { AuditRecord } from '../../src/staff/audit-record.entity.js';
import { Clinic } from '../support/clinic.js';
import { inGb18030 } from '../support/encodings.js';
import { acting, signedIn } from '../support/people.js';
import { bookOf, xlsxOf } from '../support/sheets.js';
import { hidden, textOf, type Visitor } from '../support/visitor.js';

const headings = '许可证号,名称,地址,电话,营业时间';
const csv = (...rows: string[]) => Buffer.from([headings, ...rows].join('\n'));
const week = 'OOOOOOOOOOOOOOXXXXXXX';

describe('Importing a register', () => {
  let clinic: Clinic;
  let imports: Imports;

  beforeAll(async () => {
    clinic = await Clinic.open();
    imports = clinic.get(Imports);
  });
  afterAll(() => clinic.close());

  const apply = (content: Buffer, dryRun = false) =>
    imports.importFile('outlets', content, programActing, { dryRun, acceptGuesses: true });

  it('enters what is new, changes what differs, leaves the rest, and the same file again changes nothing', async () => {
    const file = csv(
      `G1,甲药店,扬州市广陵区一路1号,0514－1234567,${week}`,
      `G2,乙药店,扬州市邗江区二路2号,,`,
      `,丙药店,扬州市广陵区三路,,`,
    );
    expect(await apply(file, true)).toMatchObject({ rows: 3, new: 2, rejected: 1 });
    expect(await clinic.reader.of(Outlet).countBy({ name: '甲药店' })).toBe(0);
    expect(await apply(file)).toEqual({
      id: expect.any(String) as string,
      rows: 3,
      new: 2,
      changed: 0,
      unchanged: 0,
      duplicate: 0,
      rejected: 1,
    });
    expect(await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'G1' })).toMatchObject({
      telephone: '0514-1234567',
      week,
      state: 'registered',
    });
    expect(await apply(file)).toEqual({
      id: expect.any(String) as string,
      rows: 3,
      new: 0,
      changed: 0,
      unchanged: 2,
      duplicate: 0,
      rejected: 1,
    });

    const changed = csv(`G1,甲大药房,扬州市广陵区一路1号,,${week}`);
    expect(await apply(changed)).toMatchObject({ changed: 1 });
    const outlet = await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'G1' });
    expect(outlet).toMatchObject({ name: '甲大药房', telephone: '0514-1234567' });
    const trail = await clinic.reader
      .of(AuditRecord)
      .findOneByOrFail({ act: 'outlet.changed', subjectId: outlet.id });
    expect(trail).toMatchObject({ before: { name: '甲药店' }, after: { name: '甲大药房' } });
  });

  it('reads GB18030, UTF-16 and XLSX like UTF-8', async () => {
    const text = `${headings}\nH1,戊药店,扬州市广陵区五路5号,,\n`;
    expect(await apply(inGb18030(text), true)).toMatchObject({ new: 1, rejected: 0 });
    expect(await apply(Buffer.from(`\ufeff${text}`, 'utf16le'), true)).toMatchObject({ new: 1, rejected: 0 });
    const file = xlsxOf([headings.split(','), ['H1', '戊药店', '扬州市广陵区五路5号', 5141234567, '']]);
    expect(await apply(file, true)).toMatchObject({ new: 1, rejected: 0 });
  });

  it.each<[string, Buffer, string]>([
    ['an empty file', Buffer.from(''), 'unreadable-file'],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
      'unreadable-file',
    ],
    ['a broken workbook', Buffer.from('PK\u0003\u0004 not really'), 'unreadable-file'],
    ['a quote that never ends', Buffer.from(`${headings}\n"G9,x\n`), 'wrong-quote'],
    ['a web page by the name of a workbook', Buffer.from('<html><table><tr><td>x'), 'web-page'],
    ['a workbook of old Excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'old-excel'],
    [
      'UTF-8 that is cut off',
      Buffer.from(`${headings}\nG9,药店,扬州市广陵区一路`).subarray(0, -1),
      'broken-encoding',
    ],
    ['other columns', Buffer.from('a,b\n1,2\n'), 'column-missing'],
  ])('refuses %s', async (_, content, code) => {
    await expect(apply(content)).rejects.toMatchObject({ code });
  });

  it('keeps an officer inside their districts', async () => {
    const { districtId } = await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'G1' });
    const officer = await acting(clinic, 'officer', [districtId]);
    const file = csv(`K1,甲,扬州市广陵区七路7号,,`, `K2,乙,扬州市邗江区八路8号,,`);
    const counts = await imports.importFile('outlets', file, officer, { dryRun: true, acceptGuesses: true });
    expect(counts).toMatchObject({ new: 1, rejected: 1 });
    // Nor can a row take over an outlet of another district by its licence number.
    const theft = csv('G2,偷换,扬州市广陵区一路9号,,');
    expect(
      await imports.importFile('outlets', theft, officer, { dryRun: false, acceptGuesses: true }),
    ).toMatchObject({
      changed: 0,
      rejected: 1,
    });
  });

  /** Has a target fail at some of the lines that it is to write. @returns what undoes it */
  const failingAt = (failure: (line: number) => Error | undefined): (() => void) => {
    const target = clinic.get(ImportTargets).of('outlets');
    const writer = target.writer.bind(target);
    let lines = 0;
    target.writer = async (unit) => {
      const write = await writer(unit);
      return async (line) => {
        const error = failure(++lines);
        if (error) throw error;
        return write(line);
      };
    };
    return () => (target.writer = writer);
  };

  it('goes on where it stood after its process died, and applies no line twice', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `R${i},${i}号药店,扬州市广陵区九路${i}号,,`);
    const lines: number[] = [];
    const mend = failingAt((line) => {
      lines.push(line);
      return line === 200 ? new Error('killed') : undefined;
    });
    await expect(apply(csv(...rows))).rejects.toThrow('killed');
    mend();
    const half = await clinic.reader.of(RegisterImport).findOneBy({ linesTotal: 300 });
    expect(half).toMatchObject({ appliedAt: null, linesTotal: 300 });
    expect(await clinic.reader.of(Outlet).countBy({ licenceNumber: Like('R%') })).toBe(half!.linesDone);

    await clinic.get(Applying).resume();
    expect(await clinic.reader.of(RegisterImport).findOneByOrFail({ id: half!.id })).toMatchObject({
      appliedAt: null,
    });
    clinic.clock.forward(1);
    await clinic.get(Applying).resume();
    expect(await clinic.reader.of(RegisterImport).findOneByOrFail({ id: half!.id })).toMatchObject({
      appliedAt: expect.any(Date) as Date,
      linesDone: 300,
    });
    const registered = await clinic.reader.of(AuditRecord).findBy({ act: 'outlet.registered' });
    const names = registered.map(({ after }) => (after as { licenceNumber: string }).licenceNumber);
    expect(names.filter((name) => /^R\d/.test(name))).toHaveLength(300);
    const told = await clinic.reader.of(AuditRecord).findBy({ act: 'outlets.imported', subjectId: half!.id });
    expect(told.map(({ after }) => after)).toMatchObject([{ new: 300, rejected: 0 }]);
  });

  it('applies no line twice where two go on with it at once', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `V${i},${i}号药房,扬州市广陵区十一路${i}号,,`);
    const mend = failingAt((line) => (line === 50 ? new Error('killed') : undefined));
    await expect(apply(csv(...rows))).rejects.toThrow('killed');
    mend();
    const { id } = await clinic.reader.of(RegisterImport).findOneByOrFail({ linesTotal: 200 });
    const both = await Promise.allSettled([clinic.get(Applying).goOn(id), clinic.get(Applying).goOn(id)]);
    const [lost] = both.filter((one) => one.status === 'rejected');
    // It gave way before it wrote anything that the register would have had to refuse.
    expect(String(lost?.reason)).toContain('went on elsewhere');
    const done = await clinic.reader.of(RegisterImport).findOneByOrFail({ id });
    expect(done).toMatchObject({ linesDone: 200, appliedAt: expect.any(Date) as Date });
    expect(await clinic.reader.of(Outlet).countBy({ licenceNumber: Like('V%') })).toBe(200);
  });

  it('stops at a line that the register refuses, keeps what came before, and can be looked at anew', async () => {
    const rows = Array.from({ length: 3 }, (_, i) => `Q${i},${i}号店,扬州市广陵区十路${i}号,,`);
    const mend = failingAt((line) => (line === 3 ? new ExistsAlready() : undefined));
    await expect(apply(csv(...rows))).rejects.toThrow('exists-already');
    mend();
    const stopped = await clinic.reader.of(RegisterImport).findOneBy({ linesTotal: 3, appliedAt: IsNull() });
    expect(stopped).toMatchObject({ applyingSince: null });
    expect(await apply(csv(...rows))).toMatchObject({ rows: 3, new: 3 - stopped!.linesDone });
    expect(await clinic.reader.of(Outlet).countBy({ licenceNumber: Like('Q%') })).toBe(3);
  });

  describe('in the browser', () => {
    let officer: Visitor;

    beforeEach(async () => {
      officer = await signedIn(clinic, 'officer');
    });

    const untilApplied = async (id: string) => {
      for (let i = 0; i < 100; i++) {
        const found = await clinic.reader.of(RegisterImport).findOneByOrFail({ id });
        if (found.appliedAt) return found;
        await new Promise((soon) => setTimeout(soon, 50));
      }
      throw new Error('The import did not end.');
    };

    const upload = async (name: string, content: Buffer) => {
      await officer.get('/imports/outlets/new');
      return officer.upload('/imports/outlets', name, content);
    };

    it('shows the changeset, takes a possible duplicate only when told, and applies', async () => {
      await apply(csv('P1,旧药店,扬州市广陵区东路1号,,'));
      const answer = await upload(
        'r.csv',
        csv(
          'P1,新药店,扬州市广陵区东路1号,,',
          'P2,孪生店,扬州市广陵区西路1号,,',
          'P3,孪生店,扬州市广陵区西路1号,,',
          'P4,无址店,,,',
        ),
      );
      const id = answer.location!.split('/').at(-1)!;
      const first = await officer.get(answer.location!);
      expect(textOf(first.body)).toMatch(/New 1 Changed 1 Unchanged 0 Possible duplicates 1 Rejected 1/);
      const changed = textOf((await officer.get(`${answer.location!}?verdict=changed`)).body);
      expect(changed).toContain('旧药店 → 新药店');
      expect(textOf((await officer.get(`${answer.location!}?verdict=duplicate`)).body)).toContain(
        'Same name and address as 孪生店',
      );
      expect(textOf((await officer.get(`${answer.location!}?verdict=rejected`)).body)).toContain(
        'Address is missing',
      );
      const rejected = await officer.get(`${answer.location!}/rejected.csv`);
      expect(rejected.body).toContain('5,Address,is missing,P4,无址店');
      await officer.get(answer.location!);
      await officer.post(`/imports/${id}/application`, { digest: hidden(first.body, 'digest'), take: '4' });
      expect((await untilApplied(id)).counts).toMatchObject({
        new: 1,
        changed: 1,
        duplicate: 1,
        rejected: 1,
      });
      expect(await clinic.reader.of(Outlet).countBy({ name: '孪生店' })).toBe(2);
      expect(
        (await officer.post(`/imports/${id}/application`, { digest: hidden(first.body, 'digest') })).status,
      ).toBe(409);
    });

    it('takes every one of very many ticked duplicates', async () => {
      const rows = Array.from({ length: 251 }, (_, i) => `M${i},同名店,扬州市广陵区中路1号,,`);
      const answer = await upload('m.csv', csv(...rows));
      const { body } = await officer.get(answer.location!);
      const take = Array.from({ length: 250 }, (_, i) => String(i + 3));
      await officer.post(`${answer.location!}/application`, { digest: hidden(body, 'digest'), take });
      await untilApplied(answer.location!.split('/').at(-1)!);
      expect(await clinic.reader.of(Outlet).countBy({ name: '同名店' })).toBe(251);
    });

    it('refuses to apply what is no longer what was looked at', async () => {
      const answer = await upload('s.csv', csv('S1,甲,扬州市广陵区南路1号,,'));
      const { body } = await officer.get(answer.location!);
      await apply(csv('S1,乙,扬州市广陵区南路1号,,'));
      const late = await officer.post(`${answer.location!}/application`, { digest: hidden(body, 'digest') });
      expect(late.status).toBe(409);
      expect(textOf(late.body)).toContain('has changed since you looked');
      expect(await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'S1' })).toMatchObject({
        name: '乙',
      });
    });

    it('makes a confirmed name pattern a chain with its outlets', async () => {
      const rows = Array.from(
        { length: 9 },
        (_, i) => `T${i},${'赵钱孙李周吴郑王冯'[i]}躍獅藥局,扬州市广陵区北路${i}号,,`,
      );
      const answer = await upload('t.csv', csv(...rows));
      const { body } = await officer.get(answer.location!);
      expect(body).toContain('value="躍獅"');
      await officer.post(`${answer.location!}/chains`, { patterns: '躍獅' });
      const chain = await clinic.reader.of(Chain).findOneByOrFail({ name: '躍獅' });
      const after = await officer.get(answer.location!);
      await officer.post(`${answer.location!}/application`, { digest: hidden(after.body, 'digest') });
      await untilApplied(answer.location!.split('/').at(-1)!);
      expect(await clinic.reader.of(Outlet).countBy({ chainId: chain.id })).toBe(9);
    });

    it('says what is wrong with a file, and is nobody else’s to see', async () => {
      const answer = await upload('x.csv', Buffer.from('<table><tr><td>a'));
      expect(answer.status).toBe(422);
      expect(textOf(answer.body)).toContain('web page');
      const mine = await upload('y.csv', csv('Y1,甲,扬州市广陵区南路1号,,'));
      const other = await signedIn(clinic, 'admin');
      expect((await other.get(mine.location!)).status).toBe(404);
    });

    it('has its columns said by hand, and knows them in the next file of the same sender', async () => {
      const sent = (...rows: string[]) =>
        Buffer.from(['广陵区名单', '字号,招牌,门牌,打给', ...rows].join('\n'));
      const first = await upload('z.csv', sent('Z1,子药店,扬州市广陵区北街1号,0514-80000001'));
      const asked = await officer.get(first.location!);
      expect(asked.location).toBe(`${first.location!}/columns`);
      const { body } = await officer.get(asked.location!);
      expect(textOf(body)).toMatch(/lacks columns.*Licence number|lacks columns/i);
      expect(textOf(body)).toContain('扬州市广陵区北街1号');
      const columns = [
        { field: 'licenceNumber', heading: '字号' },
        { field: 'name', heading: '招牌' },
        { field: 'address', heading: '门牌' },
        { field: 'telephone', heading: '打给' },
      ];
      const strange = [...columns, { field: 'memo', heading: '没有这一列' }];
      expect((await officer.post(asked.location!, { columns: strange })).status).toBe(422);
      // A blank says that the file has none of it: an untitled column is not meant.
      columns.push({ field: 'memo', heading: '' });
      expect((await officer.post(asked.location!, { columns })).location).toBe(first.location);
      const look = await officer.get(first.location!);
      expect(textOf(look.body)).toMatch(/子药店.*0514-80000001.*Guessed.*City, District/);
      await officer.post(`${first.location!}/application`, { digest: hidden(look.body, 'digest') });
      await untilApplied(first.location!.split('/').at(-1)!);

      const second = await upload('z2.csv', sent('Z1,子药店新名,扬州市广陵区北街1号,0514-80000002'));
      const page = await officer.get(second.location!);
      expect(textOf(page.body)).toMatch(/子药店.*→.*子药店新名.*0514-80000001.*→.*0514-80000002/);
      // Unticked, a field stays as it is in the register.
      await officer.post(`${second.location!}/leaving`, { leave: 'telephone' });
      const { body: again } = await officer.get(second.location!);
      expect(textOf(again)).not.toContain('0514-80000002');
      await officer.post(`${second.location!}/application`, { digest: hidden(again, 'digest') });
      await untilApplied(second.location!.split('/').at(-1)!);
      expect(await clinic.reader.of(Outlet).findOneByOrFail({ licenceNumber: 'Z1' })).toMatchObject({
        name: '子药店新名',
        telephone: '0514-80000001',
      });
    });

    it('asks which of several sheets with such headings is meant', async () => {
      const row = ['W1', '丑药店', '扬州市广陵区西街1号'];
      const book = bookOf({
        封面: [['说明']],
        一店: [headings.split(','), row],
        二店: [headings.split(','), row],
      });
      const asked = await upload('w.xlsx', book);
      expect(asked.status).toBe(422);
      expect(textOf(asked.body)).toContain('一店, 二店');
      const { content, sheet } = { content: book, sheet: '二店' };
      const id = await imports.upload('outlets', { name: 'w.xlsx', content, sheet }, programActing);
      expect((await imports.find(id, programActing)).table.notes).toMatchObject([
        { key: 'sheets-passed', values: { sheet: '二店', others: '封面, 一店' } },
      ]);
    });

    it('does not apply what is guessed by command unless that is accepted', async () => {
      const file = csv('GUESS1,寅药店,扬州市广陵区东街1号,,');
      const wish = { dryRun: false, acceptGuesses: false };
      await expect(imports.importFile('outlets', file, programActing, wish)).rejects.toMatchObject({
        code: 'guesses-not-accepted',
        values: { fields: expect.stringContaining('city, district') as unknown },
      });
    });

    it('refuses a file of more than 10 MB', async () => {
      const answer = await upload('large.csv', Buffer.alloc(10 * 1024 * 1024 + 1, 0x41));
      expect(answer.status).toBe(413);
    });
  });
});

const realData = process.env.REAL_DATA;
if (!realData) process.stdout.write('REAL_DATA is not set: the real registers are not imported.\n');

describe.runIf(realData)('The real registers', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  const twice = async (kind: 'outlets' | 'facilities', file: string) => {
    const content = readFileSync(join(realData!, file));
    const run = () =>
      clinic.get(Imports).importFile(kind, content, programActing, { dryRun: false, acceptGuesses: true });
    return [await run(), await run()] as const;
  };

  it('of 1,669 outlets add up, and a second run leaves every accepted row unchanged', async () => {
    const [first, second] = await twice('outlets', 'outlets.csv');
    expect(first.new + first.duplicate + first.rejected).toBe(1669);
    expect(first).toMatchObject({ rows: 1669, changed: 0, unchanged: 0, rejected: 0 });
    expect(second).toEqual({ ...first, id: second.id, new: 0, unchanged: first.new });
    expect(await clinic.reader.of(Outlet).count()).toBe(first.new);
  }, 60_000);

  it('of 873 facilities likewise', async () => {
    const [first, second] = await twice('facilities', 'fever-clinics.csv');
    expect(first.new + first.duplicate + first.rejected).toBe(873);
    expect(second).toEqual({ ...first, id: second.id, new: 0, unchanged: first.new });
    expect(await clinic.reader.of(Facility).count()).toBe(first.new);
  }, 60_000);
});
