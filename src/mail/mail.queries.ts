import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import { MailAttempt } from './mail-history.entity.js';
import { Mail, type MailState } from './mail.entity.js';

/** What pages show of mails. */
@Injectable()
export class MailQueries {
  constructor(private readonly reader: Reader) {}

  async mails(skip: number, take: number): Promise<Mail[]> {
    return this.reader.of(Mail).find({ order: { writtenAt: 'DESC', id: 'DESC' }, skip, take });
  }

  async mail(id: string): Promise<Mail | null> {
    return this.reader.of(Mail).findOneBy({ id });
  }

  /** Every try to hand a mail over, the first one first. */
  async attempts(mailId: string): Promise<MailAttempt[]> {
    return this.reader.of(MailAttempt).find({ where: { mailId }, order: { at: 'ASC', id: 'ASC' } });
  }

  async mailsIn(state: MailState): Promise<number> {
    return this.reader.of(Mail).countBy({ state });
  }
}
