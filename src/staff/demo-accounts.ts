import { Injectable } from '@nestjs/common';
import { Like } from 'typeorm';
import { Reader } from '../database/connections.js';
import { StaffMember } from './staff-member.entity.js';

export const demoDomain = '@demo.bianmin.example';
export const demoPassword = 'convenience-2022';

/** The accounts of the demo city; the sign-in page lists them outside production. */
@Injectable()
export class DemoAccounts {
  constructor(private readonly reader: Reader) {}

  async all(): Promise<{ email: string; name: string; role: string; password: string }[]> {
    const members = await this.reader
      .of(StaffMember)
      .find({ where: { email: Like(`%${demoDomain}`) }, take: 12, order: { id: 'ASC' } });
    return members.map(({ email, name, role }) => ({ email, name, role, password: demoPassword }));
  }
}
