import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Keys } from '../database/keys.js';
import { Medicines } from '../medicines/medicines.service.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { isApproved } from '../network/domain/approval.js';
import { Outlets } from '../network/outlets.service.js';
import { readIdentityNumber } from '../patients/domain/identity-number.js';
import { Patients } from '../patients/patients.service.js';
import { SessionsQueries } from '../sessions/sessions.queries.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { ShelvesQueries } from '../supply/shelves/shelves.queries.js';
import { adultFromYears } from '../triage/domain/case.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Refusal } from '../web/domain/refusal.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { ReferralChannel } from './channel.js';
import { findingsPage } from './counter.page.js';
import { sendsAway } from './domain/disposition.js';
import { entryOf, namesIn } from './entry-of-form.js';
import { MedicinePreview } from './medicine-preview.js';
import { Preview } from './preview.js';
import { QueueQueries } from './queue.queries.js';
import { confirmations, needOf, triagePanel } from './triage.page.js';
import { VisitForm } from './visit.form.js';
import { visitsPolicy } from './visits.policy.js';
import { VisitsQueries } from './visits.queries.js';
import { Visits } from './visits.service.js';

/** The counter: one page on which a visit is logged. */
@Controller('outlets/:outletId')
export class CounterController {
  constructor(
    private readonly visits: Visits,
    private readonly queries: VisitsQueries,
    private readonly outlets: Outlets,
    private readonly patients: Patients,
    private readonly medicines: Medicines,
    private readonly stock: ShelvesQueries,
    private readonly sessions: SessionsQueries,
    private readonly queue: QueueQueries,
    private readonly channel: ReferralChannel,
    private readonly preview: Preview,
    private readonly given: MedicinePreview,
    private readonly calendar: Calendar,
    private readonly keys: Keys,
  ) {}

  /** The counter's home: who is the doctor today, the last visits, what is low. */
  @Get('clinic')
  @Allow(visitsPolicy.work)
  async clinic(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const today = this.calendar.today();
    const filter = { outletId: outlet.id, on: today };
    const [duties, visits, total, fever, shelves, waiting] = await Promise.all([
      this.sessions.today(outlet.id),
      this.queries.list(filter, ask.actor.reach, 0, 10),
      this.queries.count(filter, ask.actor.reach),
      this.queries.count({ ...filter, fever: true }, ask.actor.reach),
      this.stock.shelves(outlet.id),
      this.queue.length(outlet.id),
    ]);
    return page('visits/clinic', {
      outlet,
      today,
      duties,
      slotNow: this.sessions.slotNow(),
      visits,
      total,
      fever,
      waiting,
      low: shelves
        .filter((shelf) => shelf.low)
        .map((shelf) => ({ ...shelf, name: medicineName(shelf.medicine, ask.language) })),
      approved: isApproved(outlet.state, outlet.approvedUntil, today),
    });
  }

  @Get('visits/new')
  @Allow(visitsPolicy.work)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const typed = ask.refused?.input as { id?: string; patientId?: string; disposition?: string } | undefined;
    const patientId = typed ? typed.patientId : ask.query('patient');
    const words = ask.query('q');
    const [medicines, shelves, duties, patient, found, waiting] = await Promise.all([
      this.medicines.all(),
      this.stock.shelves(outlet.id),
      this.sessions.today(outlet.id),
      patientId ? this.patients.find(patientId) : undefined,
      words ? this.patients.search(words) : undefined,
      this.queue.length(outlet.id),
    ]);
    const [recent, former] = patient
      ? await Promise.all([this.queries.recentOf(patient.id), this.queries.lastOf(patient.id)])
      : [[]];
    const read = ask.refused && (await this.preview.read(ask.refused.input));
    const given =
      ask.refused &&
      (await this.given.read(ask.refused.input, outlet, {
        ageMonths: read?.case?.ageMonths,
        language: ask.language,
        role: ask.actor.role,
      }));
    const need = needOf(read, typed?.disposition);
    const slotNow = this.sessions.slotNow();
    return page('visits/new', {
      outlet,
      id: typed?.id || this.keys.next(this.calendar.now()),
      approved: isApproved(outlet.state, outlet.approvedUntil, this.calendar.today()),
      patient,
      child: !patient || patient.age.years < adultFromYears,
      recent,
      referral: patient && (await this.channel.openOf(patient.id)),
      words,
      found,
      waiting,
      doctorsNow: duties.filter(({ slot }) => slot === slotNow),
      low: shelves
        .filter((shelf) => shelf.low)
        .slice(0, 3)
        .map((shelf) => ({ ...shelf, name: medicineName(shelf.medicine, ask.language) })),
      ...findingsPage(medicines, shelves, ask.language, { former }),
      ...triagePanel(read),
      last: ask.query('last'),
      destinations: need && (await this.channel.destinations(outlet.id, need)),
      confirmed: confirmations(read),
      given,
    });
  }

  /** The people found by what is typed into the search, as a part of the counter page. */
  @Get('visits/patients')
  @Allow(visitsPolicy.work)
  async search(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const words = ask.query('q');
    return page('visits/patients', {
      outlet,
      words,
      found: words ? await this.patients.search(words) : undefined,
    });
  }

  /** What an identity number says of its holder, while it is typed. */
  @Get('visits/identity')
  @Allow(visitsPolicy.work)
  async identity(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const number = ask.query('identityNumber');
    const kept = { bornOn: ask.query('bornOn'), sex: ask.query('sex') };
    if (!number) return page('visits/identity', { form: kept });
    try {
      const { bornOn, sex, ...identity } = readIdentityNumber(number);
      const [known] = await this.patients.search(identity.number);
      return page('visits/identity', { outlet, form: { bornOn, sex }, known });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page('visits/identity', { form: kept, wrong: { key: `refusals.${error.code}` } });
    }
  }

  @Post('visits')
  @Allow(visitsPolicy.work)
  @Again('new')
  async create(@Form() form: VisitForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const entry = entryOf(form, await this.medicines.called(namesIn(form)), this.calendar.zone);
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
