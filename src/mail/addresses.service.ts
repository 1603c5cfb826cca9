import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { RefusedAddress } from './mail-history.entity.js';
import { Mail } from './mail.entity.js';

/** What was refused so long ago that it is of no use any more. */
const usefulMs = 24 * 3600_000;

/** What `mail.address-cleared` carries: the mails that are tried again. */
export interface AddressNews {
  readonly mailIds: readonly string[];
}

/** Addresses that a server refused for good. */
@Injectable()
export class Addresses {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** The ones where nothing is tried, the newest first. */
  async refused(): Promise<RefusedAddress[]> {
    return this.reader
      .of(RefusedAddress)
      .find({ where: { clearedAt: IsNull() }, order: { refusedAt: 'DESC' }, take: 100 });
  }

  /** Lets mail be tried there again, and sends what was refused in the last day. @throws NotFound */
  async clear(id: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const mark = await unit.manager.findOneBy(RefusedAddress, { id, clearedAt: IsNull() });
      if (!mark) throw new NotFound();
      await unit.manager.update(RefusedAddress, { id }, { clearedAt: unit.at, clearedBy: actor.id });
      const mails = await unit.manager.findBy(Mail, {
        state: 'refused',
        writtenAt: MoreThan(new Date(unit.at.getTime() - usefulMs)),
      });
      const ids = mails
        .filter((mail) => mail.recipient.toLowerCase() === mark.address)
        .map((mail) => mail.id);
      if (ids.length > 0)
        await unit.manager.update(
          Mail,
          { id: In(ids) },
          { state: 'queued', nextAttemptAt: unit.at, settledAt: null },
        );
      await unit.record({
        name: 'mail.address-cleared',
        subject: { kind: 'address', id },
        after: { address: mark.address, mails: ids.length },
        carries: { mailIds: ids },
      });
    });
  }
}
