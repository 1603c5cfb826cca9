import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { assertReachesDistrict } from '../network/reach.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { AlertRule } from './alert.entity.js';
import { type AlertKind, kindFacts } from './domain/kinds.js';

/** Rules change a few times a year and are asked for at every visit. */
const freshMs = 30_000;

interface RulePlace {
  readonly medicineId?: string | null;
  readonly districtId?: string | null;
}

export type NewRule = Pick<AlertRule, 'kind' | 'medicineId' | 'districtId' | 'threshold' | 'escalateMinutes'>;

/** What holds for alerts somewhere. */
export interface Threshold {
  readonly threshold: number;
  readonly escalateMinutes: number;
}

/**
 * From which figures on an alert is opened, and how long it waits for an answer: by medicine and by district. They are
 * held in memory: whoever judges a shelf within a unit of work must not wait for another connection.
 */
@Injectable()
export class Thresholds implements OnApplicationBootstrap {
  private readonly log = new Logger(Thresholds.name);
  private rules: readonly AlertRule[] = [];
  private readAt = -Infinity;

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.read();
  }

  /** The rules that hold now, or did half a minute ago; they are read anew behind whoever asks. */
  now(): RulesInForce {
    if (Math.abs(this.calendar.now().getTime() - this.readAt) > freshMs)
      this.read().catch((error: unknown) => this.log.error(error));
    return new RulesInForce(this.rules);
  }

  private async read(): Promise<void> {
    this.readAt = this.calendar.now().getTime();
    this.rules = await this.all();
  }

  async all(): Promise<AlertRule[]> {
    return this.reader.of(AlertRule).find({ order: { kind: 'ASC', setAt: 'ASC', id: 'ASC' } });
  }

  /**
   * Sets what holds for a kind, a medicine and a district, instead of what was set for just these.
   * @throws NetworkOfficersOnly for what holds beyond the actor's districts
   */
  async set(rule: NewRule, actor: Acting): Promise<void> {
    assertReachesDistrict(actor.reach, rule.districtId);
    await this.units.run(actor, async (unit) => {
      const { kind, medicineId, districtId, threshold, escalateMinutes } = rule;
      const same = (await unit.manager.findBy(AlertRule, { kind })).filter(
        (one) => one.medicineId === medicineId && one.districtId === districtId,
      );
      for (const { id } of same) await unit.manager.delete(AlertRule, { id });
      const id = unit.newKey();
      const after = { kind, medicineId, districtId, threshold, escalateMinutes };
      await unit.manager.insert(AlertRule, { id, ...after, setAt: unit.at, setBy: actor.id });
      await unit.record({
        name: 'alert.rule-set',
        subject: { kind: 'alert-rule', id },
        before: same[0],
        after,
      });
    });
    await this.read();
  }

  /** Leaves it to what is set more widely. @throws NotFound @throws NetworkOfficersOnly */
  async unset(id: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const before = await unit.manager.findOneBy(AlertRule, { id });
      if (!before) throw new NotFound();
      assertReachesDistrict(actor.reach, before.districtId);
      await unit.manager.delete(AlertRule, { id });
      await unit.record({ name: 'alert.rule-unset', subject: { kind: 'alert-rule', id }, before });
    });
    await this.read();
  }
}

/** Finds what holds at a place: what is set for the medicine there, or the medicine, or the place, or usual. */
export class RulesInForce {
  constructor(private readonly rules: readonly AlertRule[]) {}

  /** The largest figure that is set for a kind anywhere. */
  most(kind: AlertKind): number {
    const set = this.rules.filter((rule) => rule.kind === kind).map(({ threshold }) => threshold ?? 0);
    return Math.max(kindFacts[kind].threshold ?? 0, ...set);
  }

  at(kind: AlertKind, { medicineId, districtId }: RulePlace): Threshold {
    const usual = kindFacts[kind];
    const fitting = this.rules
      .filter((rule) => rule.kind === kind)
      .filter((rule) => rule.medicineId === null || rule.medicineId === medicineId)
      .filter((rule) => rule.districtId === null || rule.districtId === districtId)
      .sort((a, b) => narrowness(b) - narrowness(a));
    const first = <K extends 'threshold' | 'escalateMinutes'>(name: K) =>
      fitting.find((rule) => rule[name] !== null)?.[name];
    return {
      threshold: first('threshold') ?? usual.threshold ?? 0,
      escalateMinutes: first('escalateMinutes') ?? usual.escalateMinutes,
    };
  }
}

const narrowness = ({ medicineId, districtId }: AlertRule): number =>
  (medicineId === null ? 0 : 2) + (districtId === null ? 0 : 1);
