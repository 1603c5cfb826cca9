import { Controller, Get, Post } from '@nestjs/common';
import { NewKeys } from '../database/new-keys.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked, type Refused } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { AtCounter } from './at-counter.js';
import { sendsAway } from '../visits/domain/disposition.js';
import { PatientAtCounter } from './patient-at-counter.js';
import { needOf } from './triage.page.js';
import { judged, TypedVisit } from './typed-visit.js';
import { VisitForm } from './visit.form.js';
import { visitsPolicy } from '../visits/visits.policy.js';
import { Visits } from '../visits/visits.service.js';

/** What is low, as far as a busy page says it. */
const lowShown = 3;

/** The counter: one page on which a visit is logged. */
@Controller('outlets/:outletId/visits')
export class CounterController {
  constructor(
    private readonly visits: Visits,
    private readonly outlets: Outlets,
    private readonly counter: AtCounter,
    private readonly patients: PatientAtCounter,
    private readonly typed: TypedVisit,
    private readonly keys: NewKeys,
  ) {}

  @Get('new')
  @Allow(visitsPolicy.work)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { language, actor, refused } = ask;
    const outlet = await this.outlets.find(ask.key('outletId'), actor.reach);
    const input = refused?.input as
      { id?: string; patientId?: string; disposition?: string; complaint?: unknown } | undefined;
    const words = ask.query('q');
    const [now, patient, found, typed] = await Promise.all([
      this.counter.now(outlet, language),
      this.patients.known(input ? input.patientId : ask.query('patient'), outlet.id),
      words ? this.patients.search(words, outlet.id) : undefined,
      refused && this.typed.shown(refused.input, { outlet, language, role: actor.role }),
    ]);
    const need = needOf(typed?.read, input?.disposition);
    return page('counter/new', {
      ...now,
      low: now.low.slice(0, lowShown),
      id: input?.id || this.keys.next(),
      ...patient,
      words,
      found,
      ...(await this.counter.questions(outlet, language, {
        shelves: now.shelves,
        former: patient.former,
        complaint: input?.complaint,
      })),
      ...judged(undefined),
      ...typed?.page,
      last: ask.query('last'),
      destinations: need && (await this.patients.destinations(outlet.id, need)),
      likely: refused && asksWho(refused) ? await this.patients.likely(refused.input, outlet.id) : [],
    });
  }

  @Post()
  @Allow(visitsPolicy.work)
  @Again('new')
  async create(@Form() form: VisitForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const entry = await this.typed.entryOf(form);
    const { visit, patient, again } = await this.visits.log(outletId, entry, ask.actor);
    const values = {
      name: patient.name,
      celsius: form.temperature?.celsius ?? '',
      fahrenheit: form.temperature?.fahrenheit ?? '',
    };
    const said = again
      ? 'visits.loggedBefore'
      : form.temperature?.fahrenheit
        ? 'visits.loggedFahrenheit'
        : 'visits.logged';
    // A patient who is sent away needs the channel next; one who goes home may want the slip.
    const next = sendsAway(visit.disposition)
      ? paths.visitReferral(outletId, visit.id)
      : paths.counter(outletId, undefined, visit.id);
    return seeOther(next, said, values);
  }
}

/** Whether it was asked, or was answered, who somebody that is typed as new is. */
const asksWho = ({ errors, input }: Refused): boolean => 'isPatient' in errors || Boolean(input.isPatient);
