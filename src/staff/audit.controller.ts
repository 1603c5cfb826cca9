import { Controller, Get } from '@nestjs/common';
import { Ask, Asked } from '../web/ask.js';
import { listed } from '../web/listed.js';
import { type Page, page } from '../web/page.js';
import { AuditTrail } from './audit-trail.js';
import { Allow } from './policy.js';
import { staffPolicy } from './staff.policy.js';

@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditTrail) {}

  @Get()
  @Allow(staffPolicy.readAudit)
  async index(@Asked() ask: Ask): Promise<Page> {
    const act = ask.query('act');
    const subjectId = ask.query('subject');
    const where = { ...(act && { act }), ...(subjectId && { subjectId }) };
    return page('staff/audit', {
      act,
      subjectId,
      list: await listed(ask, (skip, take) => this.audit.lines(where, skip, take)),
    });
  }
}
