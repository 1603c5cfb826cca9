import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Language } from '../config/settings.js';
import type { Actor } from '../staff/actor.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { type Choice, usualChoice } from './domain/pace.js';
import { MailChoice, MailPace } from './notice.entity.js';

/** How people chose to be told. */
@Injectable()
export class MailChoices {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  async of(staffId: string): Promise<Choice> {
    return (await this.reader.of(MailChoice).findOneBy({ staffId })) ?? usualChoice;
  }

  /** Sets how somebody is told, and in which language. */
  async choose(choice: Choice & { readonly language: Language }, actor: Actor): Promise<void> {
    const { how, digestHour, quietFrom, quietUntil, language } = choice;
    await this.units.run(actor, async (unit) => {
      const after = { how, digestHour, quietFrom, quietUntil };
      await unit.manager.upsert(MailChoice, { staffId: actor.id, ...after }, ['staffId']);
      await unit.manager.update(StaffMember, { id: actor.id }, { language });
      // What is pending is looked at again by the new choice.
      await unit.manager.update(MailPace, { email: actor.email }, { nextAt: null });
      await unit.record({
        name: 'mail.chosen',
        subject: { kind: 'staff', id: actor.id },
        after: { ...after, language },
      });
    });
  }
}
