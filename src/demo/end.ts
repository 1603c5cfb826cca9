import type { INestApplicationContext } from '@nestjs/common';
import { Alerts } from '../alerts/alerts.service.js';
import { AlertsQueries } from '../alerts/alerts.queries.js';
import { Dispatcher } from '../mail/dispatcher.js';
import { Notices } from '../notices/notices.service.js';
import { DoseRules } from '../medicines/dose-rules.service.js';
import { programActing } from '../staff/actor.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { Planning } from '../supply/planning/planning.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { demoOfficer } from './facts.js';

const dayMs = 24 * 3600_000;

/** How the demo city stands when somebody looks at it: days closed, old alerts seen to, mail on the mailbox page. */
export async function endOfDemo(app: INestApplicationContext, now: Date): Promise<void> {
  await app.get(Planning).closeDays();
  await answerAlerts(app, new Date(now.getTime() - dayMs));
  await proposeRule(app);
  while ((await app.get(Notices).round()) > 0);
  while ((await app.get(Dispatcher).round()) > 0);
}

/** The officer has seen to what was opened before. */
async function answerAlerts(app: INestApplicationContext, before: Date): Promise<void> {
  const open = { open: true, unanswered: true };
  const alerts = await app.get(AlertsQueries).list(open, { over: 'network' }, 0, 1000);
  for (const alert of alerts.filter(({ openedAt }) => openedAt < before))
    await app.get(UnitOfWork).run(theProgram, (unit) => app.get(Alerts).noteAnswer(unit, alert, demoOfficer));
}

/** The officer has proposed less a day for adults, which waits for a second person. */
async function proposeRule(app: INestApplicationContext): Promise<void> {
  const rules = await app.get(DoseRules).all();
  const found = rules.find(({ ingredient, mostDayMg }) => ingredient === 'paracetamol' && mostDayMg !== null);
  if (!found) return;
  const { id, ...rule } = found;
  const { id: officerId } = await app.get(Reader).of(StaffMember).findOneByOrFail({ name: demoOfficer });
  const officer = { ...programActing, id: officerId };
  const changed = { ...rule, mostDayMg: 3000, source: '市卫健委通知（演示）' };
  await app.get(DoseRules).proposeChange(id, changed, officer);
}
