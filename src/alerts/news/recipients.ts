import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import type { Outlet } from '../../network/outlet.entity.js';
import type { PlaceKind, Role } from '../../staff/domain/roles.js';
import { StaffMember, StaffPlace } from '../../staff/staff-member.entity.js';
import type { Recipient } from '../mail/outbox.js';

/** Who is told of what happens at an outlet. */
@Injectable()
export class Recipients {
  constructor(private readonly settings: Settings) {}

  /** The outlet's own address, or else its counter staff. */
  async ofOutlet(manager: EntityManager, outlet: Outlet): Promise<Recipient[]> {
    if (outlet.email) return [{ email: outlet.email, language: this.settings.DEFAULT_LANGUAGE }];
    return this.staffAt(manager, 'counter', 'outlet', outlet.id);
  }

  /** The outlet, its chain's managers, and its district's officers or else those of the whole network. */
  async ofStock(manager: EntityManager, outlet: Outlet): Promise<Recipient[]> {
    const [own, managers] = [
      await this.ofOutlet(manager, outlet),
      outlet.chainId ? await this.staffAt(manager, 'chain-manager', 'chain', outlet.chainId) : [],
    ];
    return [...own, ...managers, ...(await this.officersOf(manager, outlet))];
  }

  /** The officers of the outlet's district, or else those of the whole network. */
  async officersOf(manager: EntityManager, outlet: Outlet): Promise<Recipient[]> {
    const officers = await this.staffAt(manager, 'officer', 'district', outlet.districtId);
    return officers.length > 0 ? officers : this.networkOfficers(manager);
  }

  private staffAt(
    manager: EntityManager,
    role: Role,
    kind: PlaceKind,
    placeId: string,
  ): Promise<StaffMember[]> {
    return manager
      .createQueryBuilder(StaffMember, 'member')
      .innerJoin(StaffPlace, 'place', 'place.staff_id = member.id')
      .where('member.role = :role AND member.disabled_at IS NULL', { role })
      .andWhere('place.kind = :kind AND place.place_id = :placeId', { kind, placeId })
      .getMany();
  }

  private networkOfficers(manager: EntityManager): Promise<StaffMember[]> {
    return manager
      .createQueryBuilder(StaffMember, 'member')
      .leftJoin(StaffPlace, 'place', 'place.staff_id = member.id')
      .where(`member.role = 'officer' AND member.disabled_at IS NULL AND place.staff_id IS NULL`)
      .getMany();
  }
}
