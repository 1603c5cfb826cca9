import { Injectable } from '@nestjs/common';
import { Reader } from '../database/connections.js';
import type { Actor, Reach } from './actor.js';
import { DoctorWorkplaces } from './doctor-workplaces.js';
import { StaffMember, StaffPlace } from './staff-member.entity.js';

/** Turns a member of staff into the actor they are now. */
@Injectable()
export class Actors {
  constructor(
    private readonly reader: Reader,
    private readonly workplaces: DoctorWorkplaces,
  ) {}

  async of(member: StaffMember): Promise<Actor> {
    const rows = await this.reader.of(StaffPlace).findBy({ staffId: member.id });
    const ids = rows.map((row) => row.placeId);
    return {
      id: member.id,
      name: member.name,
      email: member.email,
      role: member.role,
      language: member.language,
      reach: await this.reach(member, ids),
      doctorId: member.role === 'doctor' ? ids[0] : undefined,
    };
  }

  private async reach({ role }: StaffMember, ids: string[]): Promise<Reach> {
    switch (role) {
      case 'admin':
        return { over: 'network' };
      case 'officer':
        return ids.length > 0 ? { over: 'districts', ids } : { over: 'network' };
      case 'chain-manager':
        return { over: 'chain', id: ids[0] ?? '' };
      case 'counter':
        return { over: 'outlets', ids };
      case 'hospital':
        return { over: 'facility', id: ids[0] ?? '' };
      case 'doctor':
        return { over: 'outlets', ids: ids[0] ? await this.workplaces.outletsToday(ids[0]) : [] };
    }
  }
}
