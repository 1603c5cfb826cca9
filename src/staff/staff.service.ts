import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import type { Language } from '../config/settings.js';
import { Settings } from '../config/settings.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import type { Acting, Actor } from './actor.js';
import { assertPlaced } from './domain/posts.js';
import { EmailTaken, OwnAccount, RoleNotYours } from './domain/refusals.js';
import { invites, placeOf, type Role } from './domain/roles.js';
import { heldPosts } from './held-posts.js';
import { givePost } from './new-post.js';
import { Places } from './places.js';
import { invitationLastsHours, issueLink } from './passwords.service.js';
import { revokeSignIns } from './sign-ins.service.js';
import { StaffMember } from './staff-member.entity.js';
import { StaffPost } from './staff-post.entity.js';

export interface NewMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  /** Districts of an officer, the chain of a manager, outlets of counter staff, the doctor of a doctor. */
  readonly places: readonly string[];
}

/** The accounts of the people who work with the program. */
@Injectable()
export class Staff {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly settings: Settings,
    private readonly places: Places,
  ) {}

  /**
   * Makes an account and mails its holder a one-time link.
   * @returns the link, for whoever hands it over otherwise
   * @throws EmailTaken @throws PlaceMissing @throws OnePlace
   */
  async invite(member: NewMember, author: Acting): Promise<{ id: string; link: string }> {
    // The program itself, at the command line, may invite anybody.
    if (author.role && !invites[author.role]?.includes(member.role)) throw new RoleNotYours();
    assertPlaced(member);
    await this.places.assertThere(placeOf[member.role], member.places, author);
    return this.units.run(author, async (unit) => {
      const id = unit.newKey();
      const { places, role, ...fields } = member;
      await unlessDuplicate(
        () => new EmailTaken({ email: member.email }),
        () => unit.manager.insert(StaffMember, { id, ...fields, passwordHash: null, invitedAt: unit.at }),
      );
      await givePost(unit, id, { role, places });
      return { id, link: await this.sendInvitation(unit, { ...fields, id }) };
    });
  }

  /** Mails a new one-time link; the former one no longer works. */
  async inviteAgain(id: string, actor: Actor): Promise<void> {
    const member = await this.find(id);
    await this.units.run(actor, async (unit) => {
      await this.sendInvitation(unit, member);
    });
  }

  /** Changes name and language. @throws NotFound */
  async change(id: string, to: Pick<NewMember, 'name' | 'language'>, actor: Actor): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const before = await unit.manager.findOneBy(StaffMember, { id });
      if (!before) throw new NotFound();
      const { name, language } = to;
      await unit.manager.update(StaffMember, { id }, { name, language });
      await unit.record({
        name: 'staff.changed',
        subject: { kind: 'staff', id },
        before: { name: before.name, language: before.language },
        after: { name, language },
      });
    });
  }

  /** Closes an account; its sign-ins end at once. One that is closed stays as it is. @throws OwnAccount */
  async disable(id: string, actor: Actor): Promise<void> {
    if (id === actor.id) throw new OwnAccount();
    await this.units.run(actor, async (unit) => {
      const disabled = { disabledAt: unit.at, disabledBy: actor.id };
      const { affected } = await unit.manager.update(StaffMember, { id, disabledAt: IsNull() }, disabled);
      if (affected !== 1) return;
      await unit.record({ name: 'staff.disabled', subject: { kind: 'staff', id } });
      await revokeSignIns(unit, id);
    });
  }

  /** Opens a closed account again. */
  async enable(id: string, actor: Actor): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const open = { disabledAt: null, disabledBy: null };
      const { affected } = await unit.manager.update(StaffMember, { id, disabledAt: Not(IsNull()) }, open);
      if (affected !== 1) return;
      await unit.record({ name: 'staff.enabled', subject: { kind: 'staff', id } });
    });
  }

  /** Sets the language of one's own pages and mails. */
  async speak(language: Language, actor: Actor): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await unit.manager.update(StaffMember, { id: actor.id }, { language });
      await unit.record({
        name: 'staff.language-set',
        subject: { kind: 'staff', id: actor.id },
        after: { language },
      });
    });
  }

  /** Everybody, with the roles they hold, by name. */
  async all(): Promise<(StaffMember & { roles: Role[] })[]> {
    const members = await this.reader.of(StaffMember).find({ order: { name: 'ASC', id: 'ASC' } });
    const posts = await this.reader.of(StaffPost).find({ order: { id: 'ASC' } });
    const roles = new Map(members.map(({ id }): [string, Role[]] => [id, []]));
    for (const { staffId, role } of posts) roles.get(staffId)?.push(role);
    return members.map((member) => ({ ...member, roles: roles.get(member.id)! }));
  }

  /** @throws NotFound */
  async find(id: string): Promise<StaffMember> {
    const member = await this.reader.of(StaffMember).findOneBy({ id });
    if (!member) throw new NotFound();
    return member;
  }

  private async sendInvitation(
    unit: Unit,
    member: Pick<StaffMember, 'id' | 'email' | 'name' | 'language'>,
  ): Promise<string> {
    const token = await issueLink(unit, member.id, invitationLastsHours);
    const posts = await heldPosts(unit.manager, member.id);
    const where = await Promise.all(
      posts.map(async ({ role, places }) => ({ role, at: await this.places.names(placeOf[role], places) })),
    );
    const by = unit.author.id && (await unit.manager.findOneBy(StaffMember, { id: unit.author.id }));
    await unit.record({
      name: 'staff.invited',
      subject: { kind: 'staff', id: member.id },
      after: { email: member.email, roles: posts.map(({ role }) => role) },
      carries: {
        member,
        token,
        hours: invitationLastsHours,
        invited: { by: by ? by.name : null, posts: where },
      },
    });
    return this.settings.PUBLIC_URL + paths.password(token);
  }
}
