import { Injectable, Logger } from '@nestjs/common';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Outlet } from '../network/outlet.entity.js';
import { reaches } from '../network/reach.js';
import type { Actor } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { Alert, type AlertFacts } from './alert.entity.js';
import { type AlertKind, isNews, kindFacts, ranked, sinceOf, stillTold } from './domain/kinds.js';
import { AlertOver } from './domain/refusals.js';
import type { Recipient } from '../mail/outbox.js';
import { Recipients } from '../notices/recipients.js';
import { Notices } from '../notices/notices.service.js';
import { Thresholds } from './thresholds.service.js';

/** What an alert may speak of, and what was found there. */
export interface Finding {
  readonly subject: string;
  readonly outletId: string | null;
  readonly medicineId: string | null;
  /** What is wrong there, of the kinds that whoever looked knows about. */
  readonly kinds: readonly AlertKind[];
  /** What whoever looked knows, and, undefined, what is no longer so; other facts stay. */
  readonly facts: AlertFacts;
  /** Whether the worst of it is over, and only the margin keeps it open; it stays as it was where that is not said. */
  readonly easing?: boolean;
}

/** Escalations in one round; the next one goes on. */
const alertsAtOnce = 100;

type ToldAct = 'alert.opened' | 'alert.worsened' | 'alert.escalated';

/** Opens alerts, tells of them, tells the next ones where nobody answers, and closes them by the facts. */
@Injectable()
export class Alerts {
  private readonly log = new Logger(Alerts.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly thresholds: Thresholds,
    private readonly calendar: Calendar,
  ) {}

  /** The open alerts of some subjects, by subject. */
  async openOf(unit: Unit, subjects: readonly string[]): Promise<Map<string, Alert>> {
    if (subjects.length === 0) return new Map();
    const where = { subject: In([...subjects]), closedAt: IsNull() };
    const open = await unit.manager.find(Alert, { where, lock: unit.lock });
    return new Map(open.map((alert) => [alert.subject, alert]));
  }

  /**
   * Makes an alert fit what was found, within the unit of work that found it.
   * @param owned the kinds that were looked for: others stay as they are
   * @param alert the open one of this subject, if there is one
   */
  async settle(unit: Unit, owned: readonly AlertKind[], finding: Finding, alert?: Alert): Promise<void> {
    const kept = (alert?.kinds ?? []).filter((kind) => !owned.includes(kind));
    const kinds = ranked([...kept, ...finding.kinds]);
    if (!alert) {
      if (kinds.length > 0) await this.open(unit, finding, kinds);
    } else if (kinds.length === 0) await this.close(unit, alert);
    else await this.change(unit, alert, kinds, finding);
  }

  /**
   * Somebody sees to it: nobody else is told of it, unless it gets worse.
   * @throws NotFound @throws AlertOver
   */
  async acknowledge(id: string, actor: Actor): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const alert = await unit.manager.findOneBy(Alert, { id });
      if (!alert || !(await this.isWithin(unit, alert, actor))) throw new NotFound();
      if (alert.closedAt) throw new AlertOver();
      await this.noteAnswer(unit, alert, actor.name);
    });
  }

  /** The same within a larger act. @param by a name or an address @returns whether it was open and unanswered */
  async noteAnswer(unit: Unit, alert: Alert, by: string): Promise<boolean> {
    const answer = { acknowledgedAt: unit.at, acknowledgedBy: by, escalateAt: null };
    const where = { id: alert.id, acknowledgedAt: IsNull(), closedAt: IsNull() };
    if ((await unit.manager.update(Alert, where, answer)).affected !== 1) return false;
    await unit.record({
      name: 'alert.acknowledged',
      subject: { kind: 'alert', id: alert.id },
      outletId: alert.outletId ?? undefined,
      after: { kinds: alert.kinds, by },
    });
    return true;
  }

  /** Tells the next ones of what nobody has acknowledged in time. @returns of how many */
  @Round({ name: 'escalation', everySeconds: 2 })
  async escalate(): Promise<number> {
    const due = await this.reader.of(Alert).find({
      where: { closedAt: IsNull(), escalateAt: LessThanOrEqual(this.calendar.now()) },
      order: { escalateAt: 'ASC' },
      take: alertsAtOnce,
    });
    await oneByOne(due, this.log, ({ id }) =>
      this.units.run(theProgram, (unit) => this.escalateOne(unit, id)),
    );
    return due.length;
  }

  private async escalateOne(unit: Unit, id: string): Promise<void> {
    const alert = await unit.manager.findOneBy(Alert, { id, closedAt: IsNull() });
    if (!alert?.escalateAt || alert.escalateAt > unit.at) return;
    const rung = alert.rung + 1;
    const higher = { ...alert, rung, escalateAt: await this.escalateAt(unit, { ...alert, rung }) };
    await unit.manager.update(Alert, { id }, { rung, escalateAt: higher.escalateAt });
    await this.tell(unit, 'alert.escalated', higher, { rung });
  }

  private async open(unit: Unit, { kinds: _, ...finding }: Finding, kinds: AlertKind[]): Promise<void> {
    const alert: Alert = {
      id: unit.newKey(),
      ...finding,
      facts: stated(finding.facts),
      kind: kinds[0]!,
      kinds,
      since: sinceOf({}, kinds, unit.at),
      told: kinds,
      easing: false,
      openedAt: unit.at,
      changedAt: unit.at,
      ...unanswered,
      closedAt: null,
    };
    alert.escalateAt = await this.escalateAt(unit, alert);
    await unit.manager.insert(Alert, alert);
    await this.tell(unit, 'alert.opened', alert, finding.facts);
  }

  private async change(unit: Unit, before: Alert, kinds: AlertKind[], found: Finding): Promise<void> {
    const facts = stated({ ...before.facts, ...found.facts });
    const { easing = before.easing } = found;
    const same = kinds.join() === before.kinds.join() && easing === before.easing;
    if (same && JSON.stringify(facts) === JSON.stringify(before.facts)) return;
    const told = stillTold(before.told, kinds, facts).filter(
      (kind) => kind !== 'recalled' || !recalledAnew(before.facts, facts),
    );
    const since = sinceOf(before.since, kinds, unit.at);
    const alert: Alert = { ...before, kind: kinds[0]!, kinds, since, told, facts, easing };
    const news = isNews(kinds, told);
    if (news) {
      Object.assign(alert, unanswered, { told: ranked([...told, ...kinds]), changedAt: unit.at });
      alert.escalateAt = await this.escalateAt(unit, alert);
    }
    const { id, ...changes } = alert;
    await unit.manager.update(Alert, { id }, changes);
    if (news) await this.tell(unit, 'alert.worsened', alert, facts);
  }

  private async close(unit: Unit, { id, outletId }: Alert): Promise<void> {
    await unit.manager.update(Alert, { id }, { closedAt: unit.at, escalateAt: null });
    await unit.record({
      name: 'alert.closed',
      subject: { kind: 'alert', id },
      outletId: outletId ?? undefined,
    });
  }

  /** Records what became of an alert, and writes a notice to everybody on its rung. */
  private async tell(unit: Unit, name: ToldAct, alert: Alert, after: object): Promise<void> {
    const outlet = await this.outletOf(unit, alert);
    const act = {
      name,
      subject: { kind: 'alert', id: alert.id },
      outletId: alert.outletId ?? undefined,
      after: { kinds: alert.kinds, ...after },
    };
    await unit.record(act);
    const to = await this.reached(unit, alert, outlet);
    const about = { alertId: alert.id, rung: alert.rung, urgent: kindFacts[alert.kind].urgent ?? false };
    await this.notices.ofAlert(unit, act, to, about);
  }

  /** Whom a rung reaches; where it reaches nobody, those on the next one. */
  private async reached(unit: Unit, alert: Alert, outlet: Outlet | null): Promise<Recipient[]> {
    for (const rung of kindFacts[alert.kind].ladder.slice(alert.rung)) {
      const to = await this.recipients.of(unit.manager, rung, outlet);
      if (to.length > 0) return to;
    }
    return this.recipients.of(unit.manager, ['admins'], outlet);
  }

  /** When the next ones are told; null where nobody is left. */
  private async escalateAt(unit: Unit, alert: Alert): Promise<Date | null> {
    if (alert.rung + 1 >= kindFacts[alert.kind].ladder.length) return null;
    const outlet = await this.outletOf(unit, alert);
    const place = { medicineId: alert.medicineId, districtId: outlet?.districtId };
    const { escalateMinutes } = this.thresholds.now().at(alert.kind, place);
    return new Date(unit.at.getTime() + escalateMinutes * 60_000);
  }

  private async outletOf(unit: Unit, { outletId }: Alert): Promise<Outlet | null> {
    return outletId === null ? null : unit.manager.findOneBy(Outlet, { id: outletId });
  }

  private async isWithin(unit: Unit, alert: Alert, { reach, role }: Actor): Promise<boolean> {
    const outlet = await this.outletOf(unit, alert);
    return outlet ? reaches(reach, outlet) : role === 'admin';
  }
}

const unanswered = { rung: 0, escalateAt: null as Date | null, acknowledgedAt: null, acknowledgedBy: null };

/** Facts without those that are no longer so. */
const stated = (facts: AlertFacts): AlertFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

/** Whether a lot is recalled that was not when somebody was told last. */
const recalledAnew = ({ recalledLots: before = [] }: AlertFacts, { recalledLots: now = [] }: AlertFacts) =>
  now.some((number) => !before.includes(number));
