import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, type SelectQueryBuilder } from 'typeorm';
import { Settings } from '../config/settings.js';
import type { Outlet } from '../network/outlet.entity.js';
import type { Role } from '../staff/domain/roles.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { PostPlace, StaffPost } from '../staff/staff-post.entity.js';
import type { Group } from './domain/group.js';
import { RefusedAddress } from '../mail/mail-history.entity.js';
import type { Recipient } from '../mail/outbox.js';

/** Who is told of what happens at an outlet. */
@Injectable()
export class Recipients {
  constructor(private readonly settings: Settings) {}

  /** The outlet's own address, or else, also if a server has refused it for good, its counter staff. */
  async ofOutlet(manager: EntityManager, outlet: Outlet): Promise<Recipient[]> {
    const own = outlet.email && (await this.isDelivered(manager, outlet.email));
    if (own) return [{ email: outlet.email!, language: this.settings.DEFAULT_LANGUAGE }];
    return this.staffAt(manager, 'counter', outlet.id);
  }

  /** The same of many outlets, in two questions however many they are. */
  async ofOutlets(manager: EntityManager, outlets: readonly Outlet[]): Promise<Recipient[]> {
    const refused = await manager.findBy(RefusedAddress, { clearedAt: IsNull() });
    const isRefused = new Set(refused.map(({ address }) => address));
    const [own, without] = [new Array<Recipient>(), new Array<string>()];
    for (const { id, email } of outlets)
      if (email && !isRefused.has(email.toLowerCase()))
        own.push({ email, language: this.settings.DEFAULT_LANGUAGE });
      else without.push(id);
    if (without.length === 0) return own;
    const staff = await this.holding(manager, 'counter')
      .innerJoin(PostPlace, 'place', 'place.post_id = post.id AND place.place_id IN (:...without)', {
        without,
      })
      .getMany();
    return [...own, ...staff];
  }

  /**
   * Everybody in some groups.
   * @param outlet where it happened; null for what concerns no outlet
   */
  async of(manager: EntityManager, groups: readonly Group[], outlet: Outlet | null): Promise<Recipient[]> {
    const found: Recipient[] = [];
    for (const group of groups) {
      if (group === 'admins') found.push(...(await this.admins(manager)));
      else if (group === 'network-officers') found.push(...(await this.networkOfficers(manager)));
      else if (!outlet) continue;
      else if (group === 'outlet') found.push(...(await this.ofOutlet(manager, outlet)));
      else if (group === 'officers') found.push(...(await this.officersOf(manager, outlet)));
      else found.push(...(await this.managersOf(manager, outlet)));
    }
    return found;
  }

  /** The officers of the outlet's district, or else those of the whole network. */
  async officersOf(manager: EntityManager, outlet: Outlet): Promise<Recipient[]> {
    const officers = await this.staffAt(manager, 'officer', outlet.districtId);
    return officers.length > 0 ? officers : this.networkOfficers(manager);
  }

  /** The staff of a hospital or a health centre. */
  ofFacility(manager: EntityManager, facilityId: string): Promise<Recipient[]> {
    return this.staffAt(manager, 'hospital', facilityId);
  }

  private async isDelivered(manager: EntityManager, address: string): Promise<boolean> {
    const refused = { address: address.toLowerCase(), clearedAt: IsNull() };
    return !(await manager.existsBy(RefusedAddress, refused));
  }

  private async managersOf(manager: EntityManager, { chainId }: Outlet): Promise<StaffMember[]> {
    return chainId ? this.staffAt(manager, 'chain-manager', chainId) : [];
  }

  private admins(manager: EntityManager): Promise<StaffMember[]> {
    return this.holding(manager, 'admin').getMany();
  }

  private staffAt(manager: EntityManager, role: Role, placeId: string): Promise<StaffMember[]> {
    return this.holding(manager, role)
      .innerJoin(PostPlace, 'place', 'place.post_id = post.id AND place.place_id = :placeId', { placeId })
      .getMany();
  }

  private networkOfficers(manager: EntityManager): Promise<StaffMember[]> {
    return this.holding(manager, 'officer')
      .leftJoin(PostPlace, 'place', 'place.post_id = post.id')
      .andWhere('place.post_id IS NULL')
      .getMany();
  }

  /** Those who hold a post in a role, whichever of theirs they work in now. */
  private holding(manager: EntityManager, role: Role): SelectQueryBuilder<StaffMember> {
    return manager
      .createQueryBuilder(StaffMember, 'member')
      .innerJoin(StaffPost, 'post', 'post.staff_id = member.id AND post.role = :role', { role })
      .where('member.disabled_at IS NULL');
  }
}
