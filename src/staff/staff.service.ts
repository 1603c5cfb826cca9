import { unlessDuplicate } from '../database/unless-duplicate.js';
import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import type { Language } from '../config/settings.js';
import { Settings } from '../config/settings.js';
import type { Author } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { paths } from '../web/paths.js';
import { NotFound } from '../web/refusals.js';
import type { Actor } from './actor.js';
import { EmailTaken, OwnAccount, PlaceMissing } from './domain/refusals.js';
import { needsPlace, placeOf, type Role } from './domain/roles.js';
import { invitationLastsHours, issueLink } from './passwords.service.js';
import { revokeSignIns } from './sign-ins.service.js';
import { StaffMember, StaffPlace } from './staff-member.entity.js';

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
  ) {}

  /**
   * Makes an account and mails its holder a one-time link.
   * @returns the link, for whoever hands it over otherwise
   * @throws EmailTaken @throws PlaceMissing
   */
  async invite(member: NewMember, author: Author): Promise<{ id: string; link: string }> {
    assertPlaced(member.role, member.places);
    return this.units.run(author, async (unit) => {
      const id = unit.newKey();
      const { places: _places, ...fields } = member;
      await unlessDuplicate(
        () => new EmailTaken({ email: member.email }),
        () => unit.manager.insert(StaffMember, { id, ...fields, passwordHash: null, invitedAt: unit.at }),
      );
      await this.place(unit, id, member.role, member.places);
      return { id, link: await this.sendInvitation(unit, { ...member, id }) };
    });
  }

  /** Mails a new one-time link; the former one no longer works. */
  async inviteAgain(id: string, actor: Actor): Promise<void> {
    const member = await this.find(id);
    await this.units.run(actor, (unit) => this.sendInvitation(unit, member));
  }

  /** Changes name, role, language and places. @throws PlaceMissing */
  async change(id: string, to: Omit<NewMember, 'email'>, actor: Actor): Promise<void> {
    assertPlaced(to.role, to.places);
    const { places, ...fields } = to;
    await this.units.run(actor, async (unit) => {
      const before = await unit.manager.findOneBy(StaffMember, { id });
      if (!before) throw new NotFound();
      if (id === actor.id && to.role !== before.role) throw new OwnAccount();
      await unit.manager.update(StaffMember, { id }, fields);
      await unit.manager.delete(StaffPlace, { staffId: id });
      await this.place(unit, id, to.role, places);
      const { name, role, language } = before;
      await unit.record({
        name: 'staff.changed',
        subject: { kind: 'staff', id },
        before: { name, role, language },
        after: to,
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

  async all(): Promise<StaffMember[]> {
    return this.reader.of(StaffMember).find({ order: { role: 'ASC', name: 'ASC' } });
  }

  /** @throws NotFound */
  async find(id: string): Promise<StaffMember> {
    const member = await this.reader.of(StaffMember).findOneBy({ id });
    if (!member) throw new NotFound();
    return member;
  }

  async placesOf(id: string): Promise<string[]> {
    return (await this.reader.of(StaffPlace).findBy({ staffId: id })).map((row) => row.placeId);
  }

  private async place(unit: Unit, staffId: string, role: Role, places: readonly string[]): Promise<void> {
    const kind = placeOf[role];
    if (!kind || places.length === 0) return;
    await unit.manager.insert(
      StaffPlace,
      places.map((placeId) => ({ staffId, kind, placeId })),
    );
  }

  private async sendInvitation(
    unit: Unit,
    member: Pick<StaffMember, 'id' | 'email' | 'name' | 'language' | 'role'>,
  ) {
    const token = await issueLink(unit, member.id, invitationLastsHours);
    await unit.record({
      name: 'staff.invited',
      subject: { kind: 'staff', id: member.id },
      after: { email: member.email, role: member.role },
      carries: { member, token, hours: invitationLastsHours },
    });
    return this.settings.PUBLIC_URL + paths.password(token);
  }
}

function assertPlaced(role: Role, places: readonly string[]): void {
  if (needsPlace(role) && places.length === 0) throw new PlaceMissing();
}
