import { Controller, Get } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { insightPolicy } from './insight.policy.js';

/** The first page: where each role's work begins. */
@Controller()
export class HomeController {
  @Get()
  @Allow(insightPolicy.home)
  show(@Asked() ask: Ask<Actor>): SeeOther {
    return seeOther(firstPage(ask.actor));
  }
}

function firstPage({ role, reach, doctorId }: Actor): string {
  switch (role) {
    case 'admin':
    case 'officer':
      return paths.today();
    case 'doctor':
      return doctorId ? paths.myClinic() : paths.outlets();
    case 'counter':
      return reach.over === 'outlets' && reach.ids.length === 1
        ? paths.clinic(reach.ids[0]!)
        : paths.outlets();
    case 'hospital':
      return paths.inbox();
    case 'chain-manager':
      return paths.outlets();
  }
}
