import { afterAll, expect, it } from 'vitest';
import { Imports } from '../../src/imports/imports.service.js';
import { programActing } from '../../src/staff/actor.js';
import { Clinic } from '../support/clinic.js';
import { historyLine, longAgainstShort, seconds } from './history.js';
import { keep, type Line } from './table.js';

const lines: Line[] = [];

it('the Today page with a long history against a short one', async () => {
  lines.push(historyLine('Today', await longAgainstShort('/today', 3941)));
});

it('the register import', async () => {
  const clinic = await Clinic.open();
  const rows = Array.from(
    { length: 5000 },
    (_, i) =>
      `N${i},药店${i},扬州市${['广陵区', '邗江区', '江都区'][i % 3]}文昌路${i}号,${32 + i / 1e5},${119 + i / 1e5},0514-8${String(i).padStart(7, '0')},OOOOOOOOOOOOOOXXXXXXX,`,
  );
  const content = Buffer.from(['id,name,addr,lat,lng,tel,business_week,memo', ...rows].join('\n'));
  let counts: unknown;
  const took = await seconds(async () => {
    counts = await clinic
      .get(Imports)
      .importFile('outlets', content, programActing, { dryRun: false, acceptGuesses: true });
  });
  expect(counts).toMatchObject({ rows: 5000, new: 5000 });
  await clinic.close();
  lines.push({
    what: 'register import, 5,000 new outlets, read, compared and applied with their audit records, and kept as they were',
    measured: `${took.toFixed(1)} s`,
    ratio: `${(5000 / took).toFixed(0)} rows/s`,
    wanted: '≥ 500 rows/s',
    holds: 5000 / took >= 500,
  });
});

afterAll(() => keep('The main job', lines));
