import { Injectable } from '@nestjs/common';
import { IsNull, Like } from 'typeorm';
import { Reader } from '../database/connections.js';
import { heldPosts } from './held-posts.js';
import { StaffMember } from './staff-member.entity.js';

export const demoDomain = '@demo.bianmin.example';
export const demoPassword = 'convenience-2022';

/** The accounts of the demo city; the sign-in page lists them outside production. */
@Injectable()
export class DemoAccounts {
  constructor(private readonly reader: Reader) {}

  async all(): Promise<{ email: string; name: string; role: string; password: string }[]> {
    const members = await this.reader.of(StaffMember).find({
      where: { email: Like(`%${demoDomain}`), disabledAt: IsNull() },
      take: 12,
      order: { id: 'ASC' },
    });
    const posts = await Promise.all(members.map(({ id }) => heldPosts(this.reader.manager, id)));
    return members.map(({ email, name }, i) => ({
      email,
      name,
      role: posts[i]![0]!.role,
      password: demoPassword,
    }));
  }
}
