import { addDays } from '../../src/config/domain/calendar.js';
import { Calendar } from '../../src/config/calendar.js';
import { type Clinic } from '../support/clinic.js';
import { entry } from '../support/town.js';
import { programActing } from '../../src/staff/actor.js';
import { Visits } from '../../src/visits/visits.service.js';

/** The days over which a long history is spread. */
const days = 1000;

/** Writes visits straight into the tables, evenly over outlets and days up to today, with the figures of each day. */
export async function fillVisits(clinic: Clinic, outlets: readonly string[], visits: number): Promise<void> {
  const { patient } = await clinic.get(Visits).log(outlets[0]!, entry(clinic), programActing);
  const today = clinic.get(Calendar).today();
  const perDay = Math.ceil(visits / outlets.length / Math.min(days, Math.ceil(visits / outlets.length)));
  const length = Math.ceil(visits / outlets.length / perDay);
  await clinic.writer.query('PRAGMA synchronous = OFF');
  await clinic.writer.query('BEGIN');
  for (const outletId of outlets) {
    for (let back = 0; back < length; back++) {
      const on = addDays(today, -back);
      await clinic.writer.query(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${perDay})
         INSERT INTO visit (id, outlet_id, patient_id, at, "on", temperature, symptoms, fever_reported, fever, disposition, logged_at, version)
         SELECT lower(hex(randomblob(16))), ?, ?, ? || 'T02:00:00.000Z', ?, 38.2, '[]', 0, 1, 'advice', ? || 'T02:00:00.000Z', 1 FROM n`,
        [outletId, patient.id, on, on, on],
      );
      await clinic.writer.query(
        `INSERT INTO outlet_day (outlet_id, "on", visits, fever_visits, advice) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (outlet_id, "on") DO UPDATE SET visits = visits + excluded.visits, fever_visits = fever_visits + excluded.fever_visits, advice = advice + excluded.advice`,
        [outletId, on, perDay, perDay, perDay],
      );
    }
  }
  await clinic.writer.query('COMMIT');
}
