import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import type { DoctorWorkplaces } from '../staff/doctor-workplaces.js';
import { Assignment, Session } from './session.entity.js';

/** Tells where doctors see patients today, by the roster that was published. */
@Injectable()
export class WorkplacesToday implements DoctorWorkplaces {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  async outletsToday(doctorId: string): Promise<string[]> {
    const rows = await this.reader
      .of(Assignment)
      .createQueryBuilder('assignment')
      .innerJoin(Session, 'session', 'session.id = assignment.session_id')
      .select('session.outlet_id', 'id')
      .where('assignment.doctor_id = :doctorId AND assignment.cancelled_at IS NULL', { doctorId })
      .andWhere('assignment.on = :today', { today: this.calendar.today() })
      .getRawMany<{ id: string }>();
    return [...new Set(rows.map(({ id }) => id))];
  }
}
