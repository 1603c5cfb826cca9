import { Controller, Get } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import { Allow, everyone } from '../staff/policy.js';

/** For whoever watches the server: it answers, and so does its database. */
@Controller('health')
export class HealthController {
  constructor(private readonly reader: Reader) {}

  @Get()
  @Allow(everyone)
  async show(): Promise<{ status: 'ok' }> {
    await this.reader.manager.query('SELECT 1');
    return { status: 'ok' };
  }
}
