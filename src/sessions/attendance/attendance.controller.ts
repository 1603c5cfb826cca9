import { Controller, Post } from '@nestjs/common';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { sessionsPolicy } from '../sessions.policy.js';
import { Attendance } from './attendance.service.js';

/** Checking in and out, at the outlet's counter or on the doctor's telephone. */
@Controller('assignments/:id')
export class AttendanceController {
  constructor(private readonly attendance: Attendance) {}

  @Post('arrival')
  @Allow(sessionsPolicy.attend)
  async arrive(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.attendance.arrive(ask.key('id'), ask.actor);
    return this.back(ask, 'arrived');
  }

  @Post('arrival/removal')
  @Allow(sessionsPolicy.attend)
  async takeBack(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.attendance.takeBack(ask.key('id'), ask.actor);
    return this.back(ask, 'takenBack');
  }

  @Post('leaving')
  @Allow(sessionsPolicy.attend)
  async leave(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.attendance.leave(ask.key('id'), ask.actor);
    return this.back(ask, 'left');
  }

  private back(ask: Ask<Actor>, done: string): SeeOther {
    return seeOther(ask.cameFrom ?? paths.home(), `roster.attendance.done.${done}`);
  }
}
