import { hash } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Actor } from './actor.js';
import { assertStrong } from './domain/password.js';
import { LinkSpent } from './domain/refusals.js';
import { PasswordLink } from './sign-in.entity.js';
import { revokeSignIns } from './sign-ins.service.js';
import { StaffMember } from './staff-member.entity.js';
import { newToken, tokenHash } from './tokens.js';

const hour = 3_600_000;
export const invitationLastsHours = 7 * 24;
const forgottenLastsHours = 1;

/** Passwords, and the one-time links with which they are set. */
@Injectable()
export class Passwords {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** Mails a one-time link to an account, if there is one; the caller learns nothing of that. */
  async forgotten(email: string): Promise<void> {
    const member = await this.reader.of(StaffMember).findOneBy({ email, disabledAt: IsNull() });
    if (!member) return;
    await this.units.run(theProgram, async (unit) => {
      const token = await issueLink(unit, member.id, forgottenLastsHours);
      await unit.record({
        name: 'staff.password-forgotten',
        subject: { kind: 'staff', id: member.id },
        carries: { member, token, hours: forgottenLastsHours },
      });
    });
  }

  /** Whose link this is. @throws LinkSpent */
  async holder(token: string): Promise<StaffMember> {
    const link = await this.reader.of(PasswordLink).findOneBy({ tokenHash: tokenHash(token) });
    if (!link || link.usedAt || link.expiresAt <= this.calendar.now()) throw new LinkSpent();
    return this.reader.of(StaffMember).findOneByOrFail({ id: link.staffId });
  }

  /**
   * Sets the password of a link's holder; the link is spent and every sign-in ends.
   * @throws LinkSpent @throws WeakPassword
   */
  async setByLink(token: string, password: string): Promise<StaffMember> {
    const member = await this.holder(token);
    assertStrong(password, member.email);
    const passwordHash = await hash(password);
    await this.units.run(member, async (unit) => {
      const spent = await unit.manager.update(
        PasswordLink,
        { tokenHash: tokenHash(token), usedAt: IsNull() },
        { usedAt: unit.at },
      );
      if (spent.affected !== 1) throw new LinkSpent();
      await this.put(unit, member.id, passwordHash);
    });
    return member;
  }

  /** Sets one's own password; other browsers are signed out. @throws WeakPassword */
  async change(actor: Actor, password: string, thisToken: string): Promise<void> {
    assertStrong(password, actor.email);
    const passwordHash = await hash(password);
    await this.units.run(actor, (unit) => this.put(unit, actor.id, passwordHash, thisToken));
  }

  private async put(unit: Unit, staffId: string, passwordHash: string, keptToken?: string): Promise<void> {
    await unit.manager.update(StaffMember, { id: staffId }, { passwordHash });
    await unit.record({ name: 'staff.password-set', subject: { kind: 'staff', id: staffId } });
    await revokeSignIns(unit, staffId, keptToken);
  }
}

/** Makes a one-time link and spends those made before. @returns its token */
export async function issueLink(unit: Unit, staffId: string, hours: number): Promise<string> {
  const token = newToken();
  await unit.manager.update(PasswordLink, { staffId, usedAt: IsNull() }, { usedAt: unit.at });
  await unit.manager.insert(PasswordLink, {
    id: unit.newKey(),
    tokenHash: tokenHash(token),
    staffId,
    expiresAt: new Date(unit.at.getTime() + hours * hour),
    usedAt: null,
  });
  return token;
}
