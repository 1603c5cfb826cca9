import { execFileSync } from 'node:child_process';
import { openSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { Dice } from '../../src/demo/dice.js';
import { inventFindings } from '../../src/demo/findings.js';
import { WhereTo } from '../../src/referrals/where-to.js';
import { Clinic } from '../support/clinic.js';
import { openHospital } from '../support/town.js';
import { fileOf, historyLine, longAgainstShort, seconds } from './history.js';
import { keep, type Line, median } from './table.js';

const lines: Line[] = [];

/** Measures one thing again and again, in milliseconds. */
async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n++) found.push((await seconds(work)) * 1000);
  return found;
}

it('judges a file of cases', async () => {
  const cases = 100_000;
  const clinic = await Clinic.open();
  const file = `${fileOf(clinic)}.jsonl`;
  const dice = new Dice(1);
  const invented = Array.from({ length: cases }, (_, id) => {
    const age_months = dice.whole(0, 1000);
    const { symptoms, flagsAsked, ...findings } = inventFindings(dice, age_months, 0.7);
    return JSON.stringify({
      id,
      age_months,
      ...findings,
      symptoms: flagsAsked ? [...symptoms, 'none'] : symptoms,
    });
  });
  writeFileSync(file, `${invented.join('\n')}\n`);
  const env = { PATH: process.env.PATH, DATABASE_URL: `sqlite:${fileOf(clinic)}` };
  await clinic.close();
  const took = await seconds(async () => {
    execFileSync(process.execPath, ['dist/bianmin.js', 'triage', 'assess', file], {
      env,
      stdio: ['ignore', openSync(`${file}.out`, 'w'), 'inherit'],
    });
  });
  expect(statSync(`${file}.out`).size).toBeGreaterThan(cases * 100);
  lines.push({
    what: '`triage assess` of 100,000 cases, from its start to its end, results written to a file',
    measured: `${took.toFixed(1)} s`,
    ratio: `${(cases / took).toFixed(0)} cases/s`,
    wanted: '≥ 5,000 cases/s',
    holds: cases / took >= 5000,
  });
});

it('the diversion page with a long history against a short one', async () => {
  lines.push(historyLine('the diversion page of two weeks', await longAgainstShort('/diversion', 3943)));
});

it('where to, among 1,000 facilities', async () => {
  const clinic = await Clinic.open();
  const dice = new Dice(2);
  for (let n = 0; n < 1000; n++) {
    const place = { latitude: 32 + dice.roll(), longitude: 119 + dice.roll() };
    const tier = dice.one(['community', 'community', 'hospital', 'sub-designated', 'tertiary'] as const);
    await openHospital(
      clinic,
      { name: `Facility ${n}`, tier, ...place },
      { accepting: dice.chance(0.4), waiting: n % 90 },
    );
  }
  const whereTo = clinic.get(WhereTo);
  const ask = () =>
    whereTo.find(
      {
        city: 'Weiyang',
        district: 'Guangling',
        position: { latitude: 32 + dice.roll(), longitude: 119 + dice.roll() },
      },
      { level: 'urgent', child: dice.chance(0.2), pregnant: false },
    );
  expect((await ask()).options).toHaveLength(3);
  await times(300, ask);
  const found = await times(500, ask);
  await clinic.close();
  lines.push({
    what: '“where to” among 1,000 facilities by coordinates, read from SQLite and ranked, median of 500',
    measured: `${median(found).toFixed(2)} ms (95th of 100: ${[...found].sort((a, b) => a - b)[475]!.toFixed(2)} ms)`,
    ratio: '',
    wanted: '≤ 5 ms',
    holds: median(found) <= 5,
  });
});

afterAll(() => keep('Fever', lines));
