import { Injectable, Logger } from '@nestjs/common';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Episode } from '../episodes/episode.entity.js';
import { Episodes } from '../episodes/episodes.service.js';
import { Facility } from '../facilities/facility.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { type Acting, programActing } from '../staff/actor.js';
import { isHigher, type Level } from '../triage/domain/level.js';
import { NotFound } from '../web/refusals.js';
import {
  answerWithin,
  begunFor,
  canMerge,
  canTake,
  isDraft,
  isOpen,
  needOf,
  type ReferralAct,
  steps,
} from './domain/referral-state.js';
import {
  ActIncomplete,
  FacilityNotEnough,
  NotYourAct,
  ReferralMoved,
  ReferralOpen,
} from './domain/refusals.js';
import { isUnknown, whyNot } from './domain/where-to.js';
import { askedBefore } from './asked-before.js';
import { Referral, ReferralTurn } from './referral.entity.js';
import { assertSaid, blank, changesOf, ending, later, pastOf, type Said } from './referral-changes.js';
import { sidesOf } from './sides.js';
import { WhereTo } from './where-to.js';

/** Who is referred, from where. */
export interface Draft {
  readonly patientId: string;
  readonly visitId: string;
  readonly episodeId: string;
  readonly outletId: string;
  readonly fromFacilityId?: string | null;
  readonly onwardFromId?: string | null;
  readonly level: Level;
  readonly child: boolean;
  readonly pregnant: boolean;
  readonly note?: string | null;
}

/** What the acts on a referral carry to whoever listens. */
export interface ReferralNews {
  readonly referral: Referral;
  readonly outlet: Outlet;
}

const referralsAtOnce = 100;

/** How it was known that there is room: the key of a sentence. */
const byTelephone = 'referrals.byTelephone';

/** The channel between the tiers: every referral, from its draft to its end. */
@Injectable()
export class Referrals {
  private readonly log = new Logger(Referrals.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly episodes: Episodes,
    private readonly whereTo: WhereTo,
    private readonly calendar: Calendar,
  ) {}

  /** Drafts a referral, part of another act. @throws ReferralOpen while the patient has an open one */
  async draft(unit: Unit, draft: Draft): Promise<Referral> {
    const referral: Referral = {
      ...blank,
      ...draft,
      fromFacilityId: draft.fromFacilityId ?? null,
      onwardFromId: draft.onwardFromId ?? null,
      note: draft.note ?? null,
      id: unit.newKey(),
      draftedAt: unit.at,
      dueAt: later(unit.at, answerWithin[draft.level]),
    };
    await unlessDuplicate(
      () => new ReferralOpen(),
      () => unit.manager.insert(Referral, referral),
    );
    await this.write(unit, referral, 'draft', null);
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: referral.outletId });
    await unit.record({
      name: 'referral.drafted',
      subject: { kind: 'referral', id: referral.id },
      outletId: referral.outletId,
      after: { visitId: referral.visitId, level: referral.level },
      carries: { referral, outlet },
    });
    return referral;
  }

  /**
   * Makes an open referral serve a later visit of the same illness, from where the patient is now. Its level
   * rises with the patient's, and then the facility has as long to answer as for that level.
   */
  async serve(
    unit: Unit,
    before: Referral,
    { visitId, outletId, child, pregnant, level }: Draft,
  ): Promise<Referral> {
    if (before.visitId === visitId && before.level === level) return before;
    const rises = isHigher(level, before.level);
    const soon = later(unit.at, answerWithin[level]);
    const waits = before.state === 'sent' || isDraft(before.state);
    const after: Referral = {
      ...before,
      visitId,
      outletId,
      child,
      pregnant,
      level: rises ? level : before.level,
      dueAt:
        rises && waits && (!before.dueAt || before.dueAt > soon || before.overdueToldAt)
          ? soon
          : before.dueAt,
      // Who is graver now is told of again.
      overdueToldAt: rises ? null : before.overdueToldAt,
    };
    await unit.manager.update(Referral, { id: before.id }, after);
    await unit.record({
      name: 'referral.joined',
      subject: { kind: 'referral', id: before.id },
      outletId,
      before: { visitId: before.visitId, level: before.level },
      after: { visitId, level: after.level },
    });
    return after;
  }

  /** The patient's open referral, if there is one. */
  async openOf(unit: Unit, patientId: string): Promise<Referral | null> {
    return unit.manager.findOne(Referral, { where: { patientId, endedAt: IsNull() }, lock: unit.lock });
  }

  /**
   * Takes one act on a referral. Of two at once one wins, and the other is told what happened.
   * @throws NotFound @throws NotYourAct @throws ReferralMoved @throws ActIncomplete @throws FacilityNotEnough
   */
  async act(id: string, act: ReferralAct, said: Said, actor: Acting): Promise<Referral> {
    return this.units.run(actor, async (unit) => {
      const { referral, outlet, sides } = await this.within(unit, id, actor);
      if (!steps[act].by.some((side) => sides.includes(side))) throw new NotYourAct();
      const isOld = said.version !== undefined && said.version !== referral.version;
      if (isOld && !canMerge(act, referral.state)) throw new ReferralMoved(referral.state);
      return this.take(unit, referral, outlet, act, said);
    });
  }

  /**
   * Notes that 120 was called, and which ambulance comes where that is known; said again, the number alone is added.
   * @throws NotFound @throws ReferralMoved for one that has ended
   */
  async callAmbulance(id: string, ambulance: string | undefined, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { referral, outlet } = await this.within(unit, id, actor);
      if (!isOpen(referral.state)) throw new ReferralMoved(referral.state);
      const called = {
        ambulanceCalledAt: referral.ambulanceCalledAt ?? unit.at,
        ambulance: ambulance ?? referral.ambulance,
      };
      await this.note(unit, { ...referral, ...called }, 'call-ambulance', called.ambulance);
      await unit.record({
        name: 'referral.ambulance-called',
        subject: { kind: 'referral', id },
        outletId: outlet.id,
        after: called,
      });
    });
  }

  /** Asks the bureau for help: officers are told at once, with what is needed. @throws NotFound @throws ReferralMoved */
  async tellBureau(id: string, reason: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { referral, outlet } = await this.within(unit, id, actor);
      if (!isOpen(referral.state)) throw new ReferralMoved(referral.state);
      await this.note(unit, referral, 'ask-for-help', reason);
      await unit.record({
        name: 'referral.bureau-told',
        subject: { kind: 'referral', id },
        outletId: outlet.id,
        after: { reason },
        carries: { referral, outlet, reason },
      });
    });
  }

  /** What is said beside the acts: it stands in the history, and every page hears that there is something new. */
  private async note(
    unit: Unit,
    to: Referral,
    act: ReferralTurn['act'],
    reason: string | null,
  ): Promise<void> {
    const after = { ...to, version: to.version + 1 };
    const noted = await unit.manager.update(Referral, { id: to.id, version: to.version }, after);
    if (noted.affected !== 1) throw new ReferralMoved(to.state);
    await this.write(unit, after, act, reason);
  }

  /** Part of a unit of work: one act, its turn in the history, and what follows from it. */
  async take(unit: Unit, before: Referral, outlet: Outlet, act: ReferralAct, said: Said): Promise<Referral> {
    if (!canTake(act, before.state)) throw new ReferralMoved(before.state);
    assertSaid(act, said);
    if (said.facilityId && needOf(act) === 'facility')
      await this.assertEnough(unit, before, said.facilityId, said.telephoned);
    const after: Referral = {
      ...before,
      ...changesOf(act, before, said, unit.at),
      state: steps[act].to,
      version: before.version + 1,
    };
    if (!isOpen(after.state)) Object.assign(after, { endedAt: unit.at, dueAt: null });
    const { id, version } = before;
    const taken = await unit.manager.update(Referral, { id, version }, after);
    if (taken.affected !== 1) throw new ReferralMoved(before.state);
    const reason = said.reason ?? said.opinion ?? said.outcome ?? (said.telephoned ? byTelephone : null);
    await this.write(unit, after, act, reason);
    await unit.record({
      name: `referral.${pastOf[act]}`,
      subject: { kind: 'referral', id },
      outletId: after.outletId,
      before: { state: before.state, facilityId: before.facilityId },
      after: { state: after.state, facilityId: after.facilityId, reason },
      carries: { referral: after, outlet },
    });
    await this.tellEpisode(unit, after, act, said);
    return this.goOn(unit, after, outlet, act, said);
  }

  /** Lets time act: passes on what was not answered, and notes who has not arrived. @returns how many */
  @Round({ name: 'referrals', everySeconds: 2 })
  async sweep(): Promise<number> {
    const due = await this.reader.of(Referral).find({
      select: { id: true },
      where: { dueAt: LessThanOrEqual(this.calendar.now()), overdueToldAt: IsNull() },
      take: referralsAtOnce,
    });
    const done = await oneByOne(due, this.log, ({ id }) =>
      this.units.run(theProgram, async (unit) => {
        const { referral, outlet } = await this.within(unit, id, programActing);
        // Somebody may have acted since it was found due.
        if (!referral.dueAt || referral.dueAt > unit.at || referral.overdueToldAt) return;
        if (isDraft(referral.state)) await this.remind(unit, referral, outlet);
        else await this.take(unit, referral, outlet, referral.state === 'sent' ? 'time-out' : 'miss', {});
      }),
    );
    return done === referralsAtOnce ? done + (await this.sweep()) : done;
  }

  /** A patient was sent away and nobody has sent the referral: the officer is told, once, and it stays overdue. */
  private async remind(unit: Unit, referral: Referral, outlet: Outlet): Promise<void> {
    await unit.manager.update(Referral, { id: referral.id }, { overdueToldAt: unit.at });
    await this.strand(unit, referral, outlet, []);
  }

  private strand(unit: Unit, referral: Referral, outlet: Outlet, asked: readonly string[]): Promise<void> {
    return unit.record({
      name: 'referral.stranded',
      subject: { kind: 'referral', id: referral.id },
      outletId: referral.outletId,
      after: { state: referral.state, asked },
      carries: { referral, outlet },
    });
  }

  private async within(unit: Unit, id: string, actor: Acting) {
    const referral = await unit.manager.findOneBy(Referral, { id });
    if (!referral) throw new NotFound();
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: referral.outletId });
    const { reach } = actor;
    const own = reach.over === 'facility' ? await unit.manager.findOneBy(Facility, { id: reach.id }) : null;
    const sides = sidesOf(actor, referral, outlet, own);
    if (sides.length === 0) {
      // It was theirs a moment ago: they are told what became of it.
      const theirs =
        own && (await unit.manager.existsBy(ReferralTurn, { referralId: id, facilityId: own.id }));
      throw theirs ? new ReferralMoved(referral.state) : new NotFound();
    }
    return { referral, outlet, sides };
  }

  private async assertEnough(
    unit: Unit,
    need: Referral,
    facilityId: string,
    telephoned = false,
  ): Promise<void> {
    const candidate = await this.whereTo.candidate(unit.manager, facilityId);
    if (!candidate) throw new ActIncomplete('facilityId');
    const why = whyNot(candidate, need, unit.at);
    if (why && !(telephoned && isUnknown(why))) throw new FacilityNotEnough(why, candidate.name);
  }

  private async write(unit: Unit, referral: Referral, act: ReferralTurn['act'], reason: string | null) {
    const { id: referralId, version, state: to, facilityId } = referral;
    const turn = { referralId, version, act, to, facilityId, reason, at: unit.at, by: unit.author.id };
    await unit.manager.insert(ReferralTurn, turn);
  }

  private async tellEpisode(unit: Unit, referral: Referral, act: ReferralAct, said: Said): Promise<void> {
    const { episodeId } = referral;
    if (act === 'send') {
      // A referral that no visit's disposition announced begins here.
      const { referredAt } = await unit.manager.findOneByOrFail(Episode, { id: episodeId });
      if (!referredAt) await this.episodes.tell(unit, episodeId, { referredAt: unit.at });
    }
    if (act === 'arrive') await this.episodes.tell(unit, episodeId, { arrivedAt: unit.at });
    if (act === 'cancel') await this.callOff(unit, referral);
    if (act === 'close' && ending.includes(said.outcome!))
      await this.episodes.tell(unit, episodeId, { endedAt: unit.at });
  }

  /** Cancelled in time, it was none; a patient who is lost by then, or had arrived before, stays so. */
  private async callOff(unit: Unit, { episodeId, onwardFromId }: Referral): Promise<void> {
    const { referredAt } = await unit.manager.findOneByOrFail(Episode, { id: episodeId });
    const inTime = referredAt === null || unit.at.getTime() - referredAt.getTime() < begunFor;
    if (inTime && !onwardFromId)
      await this.episodes.tell(unit, episodeId, { referredAt: null, calledOffAt: unit.at });
  }

  /** What an act brings about by itself: the next facility, or a new referral onward. */
  private async goOn(
    unit: Unit,
    referral: Referral,
    outlet: Outlet,
    act: ReferralAct,
    said: Said,
  ): Promise<Referral> {
    if (act === 'decline' || act === 'time-out') return this.passOn(unit, referral, outlet);
    if (act === 'refer-onward') {
      const { patientId, visitId, episodeId, outletId, child, pregnant, id, facilityId } = referral;
      const level = referral.level === 'self-care' || referral.level === 'doctor' ? 'urgent' : referral.level;
      const who = { patientId, visitId, episodeId, outletId, child, pregnant, level };
      return this.draft(unit, { ...who, fromFacilityId: facilityId, onwardFromId: id, note: said.note });
    }
    return referral;
  }

  /** Sends it to the next facility that is enough and was not asked yet; the officer is told either way. */
  private async passOn(unit: Unit, referral: Referral, outlet: Outlet): Promise<Referral> {
    const asked = await askedBefore(unit.manager, referral);
    const origin = await this.whereTo.originOf(referral, unit.manager);
    const { options } = await this.whereTo.find(origin, referral, asked, unit.manager);
    if (options[0]) return this.take(unit, referral, outlet, 'pass-on', { facilityId: options[0].id });
    await this.strand(unit, referral, outlet, asked);
    return referral;
  }
}
