import { Controller, Get } from '@nestjs/common';
import { Outlets } from '../network/outlets.service.js';
import { readIdentityNumber } from '../patients/domain/identity-number.js';
import { PatientSearch } from '../patients/patient-search.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { Refusal } from '../web/domain/refusal.js';
import { type Page, page } from '../web/page.js';
import { visitsPolicy } from '../visits/visits.policy.js';

/** Who stands at the counter, while it is typed. */
@Controller('outlets/:outletId/visits')
export class CounterPeopleController {
  constructor(
    private readonly outlets: Outlets,
    private readonly people: PatientSearch,
  ) {}

  /** The people found by what is typed into the search, as a part of the counter page. */
  @Get('patients')
  @Allow(visitsPolicy.work)
  async search(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const words = ask.query('q');
    return page('counter/patients', {
      outlet,
      words,
      found: words ? await this.people.search(words, outlet.id) : undefined,
    });
  }

  /** What an identity number says of its holder, while it is typed. */
  @Get('identity')
  @Allow(visitsPolicy.work)
  async identity(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const number = ask.query('identityNumber');
    const kept = { bornOn: ask.query('bornOn'), sex: ask.query('sex') };
    if (!number) return page('counter/identity', { form: kept });
    try {
      const { bornOn, sex, ...identity } = readIdentityNumber(number);
      const known = await this.people.numbered(identity.number);
      return page('counter/identity', { outlet, form: { bornOn, sex }, known });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return page('counter/identity', { form: kept, wrong: { key: `refusals.${error.code}` } });
    }
  }
}
