import { NotYetBorn } from '../patients/domain/refusals.js';
import { Injectable } from '@nestjs/common';
import { insertOne } from '../database/insert-many.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import type { Unit } from '../database/unit.js';
import { isApproved } from '../network/domain/approval.js';
import { OutletNotApproved } from '../network/domain/refusals.js';
import { Outlets } from '../network/outlets.service.js';
import { findAt } from '../patients/found-by.js';
import { heldStanding } from '../patients/held-patient.js';
import { Patient } from '../patients/patient.entity.js';
import { Patients, type Reached } from '../patients/patients.service.js';
import type { Acting } from '../staff/actor.js';
import { Aftercare } from './aftercare.js';
import { count } from './day-figures.js';
import { KeyTaken, PatientMissing } from './domain/refusals.js';
import { type Entry, findingColumns } from './findings.js';
import { assertGiven } from './domain/medicines-decided.js';
import { measureAgainAt } from './domain/measuring-again.js';
import { Giving } from './giving.js';
import { Moments } from './moments.js';
import { judge, type Judgement, judgementColumns } from './judgement.js';
import { notAdvised, notGone, notSeen } from './unseen.js';
import { Visit } from './visit.entity.js';

export interface Logged {
  readonly visit: Visit;
  readonly patient: Patient;
  /** The very same form was sent before, and nothing was done again. */
  readonly again: boolean;
}

/** What `visit.logged` carries to whoever listens. */
export interface VisitNews {
  readonly visit: Visit;
  readonly patient: Patient;
  /** Where to refer the patient, if that was chosen at once. */
  readonly facilityId?: string;
}

/** The counter: visits are logged here. */
@Injectable()
export class Visits {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly patients: Patients,
    private readonly giving: Giving,
    private readonly aftercare: Aftercare,
    private readonly moments: Moments,
  ) {}

  /**
   * Logs a visit: patient found or registered, judged by the rules, medicines taken from the shelf, the
   * episode begun or gone on with, follow-ups planned, the day's figures raised.
   * @throws OutletNotApproved @throws NotEnoughStock @throws PatientMissing @throws FutureVisit
   * @throws VisitTooOld @throws MedicineMissing @throws WrongIdentityNumber @throws BirthMissing
   * @throws PatientLikely @throws NameDiffers @throws NotYetBorn @throws UnlikelyFigure @throws LevelLowered @throws LevelReasonMissing @throws DispositionTooWeak
   * @throws UnsafeMedicine @throws OverrideReasonMissing @throws SellingLimitReached @throws RealNameNeeded
   */
  async log(outletId: string, typed: Entry, actor: Acting): Promise<Logged> {
    const logging = this.units.runHolding(actor, async (unit): Promise<Logged> => {
      const outlet = await this.outlets.findIn(unit, outletId, actor.reach);
      assertGiven(typed);
      const { at, on, edition, altitudePoints, sessionId } = await this.moments.of(unit, outletId, typed.at);
      if (!isApproved(outlet.state, outlet.approvedUntil, on)) throw new OutletNotApproved();
      const { patient, isNew } = await this.patientOf(unit, typed);
      if (on < patient.bornOn) throw new NotYetBorn();
      const entry = typed.newPatient && !isNew ? await withKnownFacts(unit, typed, patient.id) : typed;
      const judgement = judge(entry, {
        bornOn: patient.bornOn,
        on,
        edition,
        altitudePoints,
        role: actor.role,
        doctorHere: await this.waitsHere(unit, outletId, entry, at),
      });
      const checked = await this.giving.check(unit, entry, patient, { id: entry.id, on, isNew }, actor.role);
      const episode = isNew ? undefined : await this.aftercare.episodeAround(unit, patient.id, at);
      const visit: Visit = {
        id: entry.id,
        outletId,
        patientId: patient.id,
        episodeId: episode?.id ?? null,
        sessionId,
        altitudePoints,
        at,
        on,
        ...findingColumns(entry),
        ...judgementColumns(judgement, entry.levelReason),
        ...notSeen,
        ...notAdvised,
        ...buyerColumns(entry),
        measureAgainAt: measureAgainAt(entry, unit.at),
        ...notGone,
        overridden: checked.overridden,
        loggedAt: unit.at,
        loggedBy: actor.id,
        version: 1,
      };
      visit.episodeId ??= await this.aftercare.beginEpisode(unit, visit);
      await unlessDuplicate(
        () => new KeyTaken(),
        () => insertOne(unit, Visit, visit),
      );
      await this.remember(unit, visit, { patient, isNew }, episode !== undefined);
      await this.giving.give(unit, visit, entry, checked, { patient, place: outlet });
      count(unit, visit, 1);
      const news: VisitNews = { visit, patient, facilityId: entry.facilityId };
      await recordLogged(unit, entry, judgement, news);
      return { visit, patient, again: false };
    });
    return logging.catch(async (refusal: unknown) => {
      // Asked only now: a form that comes for the first time, as nearly all do, is saved without a question.
      const former = await this.sameForm(outletId, typed.id, actor);
      if (former) return former;
      await this.giving.noteMissed(outletId, typed.id, refusal, actor);
      throw refusal;
    });
  }

  /** What comes after a visit: its patient is found here from now on, and called. */
  private async remember(
    unit: Unit,
    visit: Visit,
    { patient, isNew }: Reached,
    joins: boolean,
  ): Promise<void> {
    await findAt(unit, patient, visit.outletId, isNew);
    await this.aftercare.follow(unit, visit, patient, joins);
  }

  /** Whether they are to see a doctor who is here: whom that helps may be graver than whom a doctor sees today. */
  private async waitsHere(unit: Unit, outletId: string, { disposition }: Entry, at: Date): Promise<boolean> {
    return disposition === 'doctor' && (await this.moments.isDoctorHere(unit, outletId, at));
  }

  /** What this very form has saved before, however it would be judged now. @throws KeyTaken at another outlet */
  private sameForm(outletId: string, id: string, actor: Acting): Promise<Logged | undefined> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const visit = await unit.manager.findOneBy(Visit, { id });
      if (!visit) return undefined;
      if (visit.outletId !== outletId) throw new KeyTaken();
      const patient = await unit.manager.findOneByOrFail(Patient, { id: visit.patientId });
      return { visit, patient, again: true };
    });
  }

  private async patientOf(unit: Unit, { patientId, newPatient }: Entry): Promise<Reached> {
    if (newPatient) return this.patients.findOrRegister(unit, newPatient);
    const patient = patientId && (await heldStanding(unit, { id: patientId }));
    if (!patient) throw new PatientMissing();
    return { patient, isNew: false };
  }
}

/** Somebody who was typed as new and is known keeps what they said before of allergies and the like. */
async function withKnownFacts(unit: Unit, entry: Entry, patientId: string): Promise<Entry> {
  const [last] = await unit.manager.find(Visit, { where: { patientId }, order: { at: 'DESC' }, take: 1 });
  return last ? { ...entry, facts: [...new Set([...(entry.facts ?? []), ...last.facts])] } : entry;
}

async function recordLogged(unit: Unit, entry: Entry, judgement: Judgement, news: VisitNews): Promise<void> {
  const { visit, patient } = news;
  await unit.record({
    name: 'visit.logged',
    subject: { kind: 'visit', id: visit.id },
    outletId: visit.outletId,
    after: {
      patientId: patient.id,
      ...findingColumns(entry),
      ...judgementColumns(judgement, entry.levelReason),
      medicines: entry.medicines,
      overridden: visit.overridden,
      buyer: visit.buyerName,
    },
    carries: news,
  });
}

const buyerColumns = ({ buyer }: Entry) => ({
  buyerName: buyer?.name ?? null,
  buyerNumber: buyer?.number ?? null,
});
