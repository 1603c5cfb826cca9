import { afterAll, expect, it } from 'vitest';
import { addDays } from '../../src/config/domain/calendar.js';
import { Calendar } from '../../src/config/calendar.js';
import { theProgram } from '../../src/database/act.js';
import { insertMany } from '../../src/database/insert-many.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { Medicine } from '../../src/medicines/medicine.entity.js';
import { Lot } from '../../src/stock/ledger/lot.entity.js';
import { Movement } from '../../src/stock/ledger/movement.entity.js';
import { DemandDay } from '../../src/supply/demand/demand-day.entity.js';
import { Planning } from '../../src/supply/planning/planning.js';
import { Clinic } from '../support/clinic.js';
import { approvedOutlet, district } from '../support/town.js';
import { keep, type Line, median } from './table.js';

const outletCount = Number(process.env.OUTLETS ?? 1000);
const medicineCount = 40;
const districtCount = 10;
/** Days; a shelf that knows fewer than 14 asks its neighbours. */
const history = Number(process.env.HISTORY ?? 3);
const lines: Line[] = [];

it('closing a day', async () => {
  const clinic = await Clinic.open();
  const outlets = await town(clinic);
  const planning = clinic.get(Planning);
  // The first evening makes the plans, and learns from all days that there are.
  await planning.closeDays();
  clinic.clock.forward(24 * 60);
  const holds = watchWriter(clinic);
  const before = process.cpuUsage();
  const began = performance.now();
  const done = await planning.closeDays();
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  expect(done).toEqual({ due: outlets.length, closed: outlets.length });
  await clinic.close();
  const sorted = [...holds].sort((a, b) => a - b);
  const longest = sorted.at(-1)!;
  lines.push({
    what: `closing a day: ${outletCount.toLocaleString('en')} outlets × ${medicineCount} medicines, each in a unit of its own; how long it holds the writer`,
    measured: `longest ${longest.toFixed(0)} ms, 99 of 100 within ${sorted[Math.floor(sorted.length * 0.99)]!.toFixed(0)} ms, median ${median(holds).toFixed(0)} ms`,
    ratio: '',
    wanted: '≤ 50 ms',
    holds: longest <= 50,
  });
  lines.push({
    what: 'the same: CPU an outlet, of the whole process',
    measured: `${((user + system) / 1000 / outletCount).toFixed(1)} ms (${(took / outletCount).toFixed(1)} ms by the clock)`,
    ratio: '',
    wanted: '',
    holds: true,
  });
});

afterAll(() => keep('Closing a day', lines));

async function town(clinic: Clinic): Promise<string[]> {
  const districts: string[] = [];
  for (let n = 0; n < districtCount; n++) districts.push(await district(clinic));
  const medicines = await clinic.reader.of(Medicine).find({ order: { code: 'ASC' }, take: medicineCount });
  const today = clinic.get(Calendar).today();
  const outlets: string[] = [];
  for (let n = 0; n < outletCount; n++) {
    const facts = { districtId: districts[n % districtCount]!, latitude: 32.3 + n / 5000, longitude: 119.3 };
    const outletId = await approvedOutlet(clinic, facts, '2039-12-31');
    outlets.push(outletId);
    await clinic.get(UnitOfWork).run(theProgram, async (unit) => {
      const lots = medicines.map(({ id: medicineId }, m) => ({
        id: unit.newKey(),
        outletId,
        medicineId,
        number: `W${m}`,
        expiresOn: addDays(today, 500),
        onHand: 1000,
        loose: 0,
      }));
      await insertMany(unit, Lot, lots);
      const into = lots.map(({ id: lotId, medicineId }) => ({
        id: unit.newKey(),
        lotId,
        outletId,
        medicineId,
        kind: 'receive' as const,
        quantity: 1000,
        at: new Date(unit.at.getTime() - (history + 1) * 86_400_000),
      }));
      await insertMany(unit, Movement, into);
      const days = lots.flatMap(({ medicineId }, m) =>
        Array.from({ length: history }, (_, back) => ({
          outletId,
          medicineId,
          on: addDays(today, -back),
          units: (n * 7 + m * 3 + back * 5) % 13,
        })),
      );
      await insertMany(unit, DemandDay, days);
    });
  }
  return outlets;
}

/** @returns how long each transaction of the writer took, in ms, as they end */
function watchWriter(clinic: Clinic): number[] {
  const holds: number[] = [];
  const runner = clinic.writer.createQueryRunner();
  const query = runner.query.bind(runner);
  let began = 0;
  runner.query = async (text: string, ...rest: unknown[]) => {
    const answer = await (query as (...given: unknown[]) => Promise<unknown>)(text, ...rest);
    if (text.startsWith('BEGIN')) began = performance.now();
    if (text === 'COMMIT') holds.push(performance.now() - began);
    return answer as never;
  };
  return holds;
}
