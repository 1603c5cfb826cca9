import { Controller, Get, Post } from '@nestjs/common';
import { In } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, isDay } from '../config/domain/calendar.js';
import { Reader } from '../database/connections.js';
import { Doctor } from '../doctors/doctor.entity.js';
import { Facility } from '../facilities/facility.entity.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { type Edition, editions, isEdition } from '../triage/domain/editions.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import { BeginningForm, SignatureForm } from './edition.form.js';
import { comparisonPage } from './edition.page.js';
import { editionsPolicy } from './editions.policy.js';
import { Editions } from './editions.service.js';
import { RulesComparison } from './rules-comparison.js';

const usualDays = 7;
/** A page judges so many visits at most; `triage compare` judges all. */
const mostVisits = 20_000;

/** The editions of the rules of triage: tried on recorded visits, signed by doctors, and then begun. */
@Controller('triage/editions')
export class EditionsController {
  constructor(
    private readonly editions: Editions,
    private readonly comparison: RulesComparison,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  @Get()
  @Allow(editionsPolicy.see)
  async index(): Promise<Page> {
    const [begun, inForce] = await Promise.all([
      this.editions.begun(),
      this.editions.inForce(this.calendar.today()),
    ]);
    const of = new Map(begun.map((one) => [one.edition, one]));
    return page('editions/index', {
      editions: editions
        .filter((edition) => of.has(edition) || editions.indexOf(edition) > editions.indexOf(inForce))
        .map((edition) => ({
          edition,
          beginsOn: of.get(edition)?.beginsOn,
          since: of.get(edition)?.setBy ? of.get(edition)?.beginsOn : undefined,
          holds: edition === inForce,
        }))
        .reverse(),
    });
  }

  @Get(':edition')
  @Allow(editionsPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const edition = editionIn(ask);
    const { from, to } = this.periodIn(ask);
    const [compared, signatures, begun] = await Promise.all([
      this.comparison.compare(from, to, edition, mostVisits),
      this.signatures(edition),
      this.editions.begun(),
    ]);
    const set = begun.find((one) => one.edition === edition);
    return page('editions/show', {
      edition,
      from,
      to,
      compared: comparisonPage(compared, ask.actor.reach),
      signatures,
      beginsOn: set?.setBy ? set.beginsOn : undefined,
      isOpen: !set,
      tomorrow: addDays(this.calendar.today(), 1),
    });
  }

  @Post(':edition/signatures')
  @Allow(editionsPolicy.sign)
  @Again('show')
  async sign(@Form() { from, to }: SignatureForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const edition = editionIn(ask);
    const { visits, changes } = await this.comparison.compare(from, to, edition, mostVisits);
    await this.editions.sign(edition, { from, to, visits, changed: changes.length }, ask.actor);
    return seeOther(paths.edition(edition), 'editions.signed');
  }

  @Post(':edition/beginning')
  @Allow(editionsPolicy.begin)
  @Again('show')
  async begin(@Form() { beginsOn }: BeginningForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const edition = editionIn(ask);
    await this.editions.begin(edition, beginsOn, ask.actor);
    return seeOther(paths.edition(edition), 'editions.begun');
  }

  private periodIn(ask: Ask): { from: Day; to: Day } {
    const today = this.calendar.today();
    const day = (name: string, otherwise: Day) => {
      const text = ask.query(name);
      return isDay(text) ? text : otherwise;
    };
    return { from: day('from', addDays(today, -usualDays)), to: day('to', today) };
  }

  private async signatures(edition: Edition) {
    const signed = await this.editions.signatures(edition);
    const [doctors, facilities] = await Promise.all([
      this.reader.of(Doctor).findBy({ id: In(signed.map(({ doctorId }) => doctorId)) }),
      this.reader.of(Facility).findBy({ id: In(signed.map(({ facilityId }) => facilityId)) }),
    ]);
    return signed.map((signature) => ({
      ...signature,
      doctor: doctors.find(({ id }) => id === signature.doctorId)!.name,
      facility: facilities.find(({ id }) => id === signature.facilityId)!.name,
    }));
  }
}

/** @throws NotFound */
function editionIn(ask: Ask): Edition {
  const edition = ask.param('edition');
  if (!isEdition(edition)) throw new NotFound();
  return edition;
}
