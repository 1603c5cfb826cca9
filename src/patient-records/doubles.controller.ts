import { Controller, Get, Post } from '@nestjs/common';
import { factsOf, type PatientFacts, patientFacts } from '../patients/patient-facts.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { Doubles } from './doubles.service.js';
import { differing } from './domain/merged-facts.js';
import { likeness } from './domain/likeness.js';
import { mergedRecord } from './merged-record.js';
import { Merges } from './merges.service.js';
import { patientRecordsPolicy } from './patient-records.policy.js';
import { PatientRecordsQueries } from './patient-records.queries.js';
import { MergeForm, TwoPeopleForm } from './record.form.js';

/** Records that may be one person's: side by side, made one, made two again. */
@Controller()
export class DoublesController {
  constructor(
    private readonly queries: PatientRecordsQueries,
    private readonly doubles: Doubles,
    private readonly merges: Merges,
  ) {}

  @Get('likely-doubles')
  @Allow(patientRecordsPolicy.merge)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const list = await listed(ask, (skip, take) => this.queries.doubles(ask.actor.reach, skip, take));
    return page('patient-records/doubles', { list });
  }

  @Get('patients/:patient/merges/new')
  @Allow(patientRecordsPolicy.merge)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { actor, refused } = ask;
    const typed = refused?.input.other;
    const other = typeof typed === 'string' ? typed : ask.query('other');
    const [kept, merged] = await this.queries.pair(ask.key('patient'), other, actor);
    const [ofKept, ofMerged] = [factsOf(kept), factsOf(merged)];
    const differ = differing(ofKept, ofMerged);
    const usual = mergedRecord(ofKept, ofMerged, {});
    return page('patient-records/merge', {
      kept,
      merged,
      ...likeness(kept, merged),
      rows: patientFacts.filter(isChosen).map((fact) => ({
        fact,
        kept: ofKept[fact],
        merged: ofMerged[fact],
        differs: differ.includes(fact),
        chosen: usual[fact] === ofKept[fact] ? 'kept' : 'merged',
      })),
      visitsOfKept: await this.queries.visits(kept.id, actor.reach),
      visitsOfMerged: await this.queries.visits(merged.id, actor.reach),
    });
  }

  @Post('patients/:patient/merges')
  @Allow(patientRecordsPolicy.merge)
  @Again('new')
  async create(@Form() { other, ...chosen }: MergeForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.merges.merge(ask.key('patient'), other, chosen, ask.actor);
    return seeOther(paths.patient(ask.key('patient')), 'patient-records.merged');
  }

  @Post('patients/:patient/merges/:merge/parting')
  @Allow(patientRecordsPolicy.merge)
  async part(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.merges.part(ask.key('merge'), ask.actor);
    return seeOther(paths.patient(ask.key('patient')), 'patient-records.parted');
  }

  @Post('patients/:patient/two-people')
  @Allow(patientRecordsPolicy.merge)
  async two(@Form() { other }: TwoPeopleForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.doubles.sayTwo(ask.key('patient'), other, ask.actor);
    return seeOther(paths.likelyDoubles(), 'patient-records.saidTwo');
  }
}

/** What goes with another fact is not chosen by itself: whether a day was reckoned with the day, a guardian's number with the name. */
const isChosen = (fact: keyof PatientFacts): boolean =>
  fact !== 'bornAbout' && fact !== 'guardianIdentityNumber';
