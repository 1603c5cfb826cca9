import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Medicine } from '../../src/medicines/medicine.entity.js';
import { Imports } from '../../src/imports/imports.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic } from '../support/clinic.js';
import { medicine } from '../support/town.js';

const heading = 'code,name zh,name en,form,strength,unit,group,ingredients,pack size,gtin,key';

describe('The catalogue’s file', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.close());

  const send = (rows: string[], dryRun = false, head = heading) =>
    clinic.get(Imports).importFile('medicines', Buffer.from([head, ...rows].join('\n')), programActing, {
      dryRun,
      acceptGuesses: true,
    });

  it('adds and changes, leaves alone what it does not state, and is unchanged the second time', async () => {
    const before = await medicine(clinic, 'PARA500');
    const rows = [
      'NEWMED,新药片,New tablets,片剂,10 mg,片,感冒复方,对乙酰氨基酚/paracetamol 250 mg；咖啡因/caffeine 15 mg,12,6901234567892,yes',
      `PARA500,${before.nameZh},Paracetamol tablets BP,tablet,,tablet,antipyretic,,24,,`,
    ];
    expect(await send(rows)).toMatchObject({ rows: 2, new: 1, changed: 1 });
    expect(await medicine(clinic, 'NEWMED')).toMatchObject({
      form: 'tablet',
      unit: 'tablet',
      group: 'cold',
      packSize: 12,
      gtin: '06901234567892',
      key: true,
      ingredients: [
        { zh: '对乙酰氨基酚', en: 'paracetamol', amount: '250 mg' },
        { zh: '咖啡因', en: 'caffeine', amount: '15 mg' },
      ],
    });
    expect(await medicine(clinic, 'PARA500')).toMatchObject({
      nameEn: 'Paracetamol tablets BP',
      packSize: 24,
      strength: before.strength,
      ingredients: before.ingredients,
      key: before.key,
    });
    expect(await send(rows)).toMatchObject({ rows: 2, unchanged: 2 });
  });

  it.each([
    ['missing', 'AB,,Name,tablet,,tablet,cold,,,,'],
    ['wrong-code', 'a b,名,Name,tablet,,tablet,cold,,,,'],
    ['unknown-word', 'AB,名,Name,elixir,,tablet,cold,,,,'],
    ['wrong-count', 'AB,名,Name,tablet,,tablet,cold,,0,,'],
    ['wrong-ingredients', 'AB,名,Name,tablet,,tablet,cold,paracetamol,,,'],
    ['wrong-count', 'AB,名,Name,tablet,,tablet,cold,,00,,'],
    ['wrong-ingredients', 'AB,名,Name,tablet,,tablet,cold,甲/a 5 mg 乙/b 2 mg,,,'],
    ['wrong-ingredients', 'AB,名,Name,tablet,,tablet,cold,甲/a five 6 mg 5 mg,,,'],
    ['wrong-gtin', 'AB,名,Name,tablet,,tablet,cold,,,6901234567890,'],
    ['gtin-elsewhere', 'AB,名,Name,tablet,,tablet,cold,,,6901234567892,'],
    ['wrong-flag', 'AB,名,Name,tablet,,tablet,cold,,,,perhaps'],
  ])('rejects a row for %s, and takes nothing of it', async (reason, row) => {
    const count = await clinic.reader.of(Medicine).count();
    const { table, imports } = { table: [heading, row].join('\n'), imports: clinic.get(Imports) };
    const id = await imports.upload(
      'medicines',
      { name: 'c.csv', content: Buffer.from(table) },
      programActing,
    );
    const { lines } = await imports.changeset(await imports.find(id, programActing), programActing);
    expect(lines).toMatchObject([{ verdict: 'rejected', rejection: { reason } }]);
    expect(await send([row])).toMatchObject({ rejected: 1, new: 0 });
    expect(await clinic.reader.of(Medicine).count()).toBe(count);
  });

  it('reads ingredients that stand one a line in a cell', async () => {
    const cell = '"对乙酰氨基酚/paracetamol 500 mg\n氯苯那敏/chlorphenamine 2 mg"';
    await send([`LINES,复方药,Compound,tablet,,tablet,cold,${cell},,,`]);
    expect((await medicine(clinic, 'LINES')).ingredients).toEqual([
      { zh: '对乙酰氨基酚', en: 'paracetamol', amount: '500 mg' },
      { zh: '氯苯那敏', en: 'chlorphenamine', amount: '2 mg' },
    ]);
  });

  it('holds back what looks like a medicine that stands under another code', async () => {
    const { nameZh, strength } = await medicine(clinic, 'IBU200');
    const row = `IBUOTHER,${nameZh},Another,tablet,${strength},tablet,antipyretic,,,,`;
    expect(await send([row], true)).toMatchObject({ duplicate: 1, new: 0 });
  });
});
