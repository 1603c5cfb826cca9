import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Settings } from '../config/settings.js';
import { Dispatcher } from './mail/dispatcher.js';
import { Episodes } from '../episodes/episodes.service.js';
import { Attendance } from '../roster/attendance/attendance.service.js';
import { Referrals } from '../referrals/referrals.service.js';
import { CoverBoard } from '../stock/cover/cover-board.js';
import { Planning } from '../stock/planning/planning.js';
import { AddressAlerts } from './address-alerts.js';
import { AlertSweep } from './alert-sweep.js';
import { Alerts } from './alerts.service.js';
import { Notices } from './notices/notices.service.js';

const pauseMs = 1000;
/** What time brings about on shelves shows in minutes, not in seconds. */
const sweepMs = 10 * 60_000;
const boardMs = 60_000;

/**
 * Goes round while the program serves: notices become mails and mails leave, alerts that nobody answers climb, officers
 * hear of doctors who are late, time acts on referrals and episodes, and each day is closed when it is over.
 */
@Injectable()
export class Rounds implements BeforeApplicationShutdown {
  private readonly log = new Logger(Rounds.name);
  private timer?: NodeJS.Timeout;
  private going: Promise<void> = Promise.resolve();
  private reading: Promise<void> = Promise.resolve();
  private stopped = false;
  private closedOn?: string;
  private sweptAt = -Infinity;
  private refreshedAt = -Infinity;

  constructor(
    private readonly notices: Notices,
    private readonly dispatcher: Dispatcher,
    private readonly alerts: Alerts,
    private readonly alertSweep: AlertSweep,
    private readonly addressAlerts: AddressAlerts,
    private readonly planning: Planning,
    private readonly board: CoverBoard,
    private readonly attendance: Attendance,
    private readonly referrals: Referrals,
    private readonly episodes: Episodes,
    private readonly calendar: Calendar,
    private readonly settings: Settings,
  ) {}

  start(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.going = this.once().finally(() => this.start());
    }, pauseMs);
  }

  /**
   * Waits for the round that is going on, so that no mail is cut off in the middle; but not for a mail server that has
   * fallen silent. What was leased to it is sent by whoever comes next, when the lease is over.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    const patience = (this.settings.SHUTDOWN_DEADLINE * 1000) / 3;
    await Promise.race([Promise.all([this.going, this.reading]), wait(patience, undefined, { ref: false })]);
  }

  /** One job that fails keeps no other from being done: mail leaves whatever else is wrong. */
  private async once(): Promise<void> {
    await this.attempt(() => this.notices.round());
    await this.attempt(() => this.dispatcher.round());
    await this.attempt(() => this.attendance.sweep());
    await this.attempt(() => this.referrals.sweep());
    await this.attempt(() => this.episodes.sweep());
    await this.attempt(() => this.closeDays());
    await this.attempt(() => this.alerts.escalate());
    await this.attempt(() => this.sweepAlerts());
    // It reads every shelf of the network: no other job waits for it, only the end of the program does.
    this.reading = this.attempt(() => this.refreshBoard());
  }

  private async refreshBoard(): Promise<void> {
    const now = this.calendar.now().getTime();
    if (now - this.refreshedAt < boardMs) return;
    this.refreshedAt = now;
    await this.board.refresh();
  }

  private async closeDays(): Promise<void> {
    const today = this.calendar.today();
    if (this.closedOn === today) return;
    await this.planning.closeDays();
    this.closedOn = today;
  }

  private async sweepAlerts(): Promise<void> {
    const now = this.calendar.now().getTime();
    if (now - this.sweptAt < sweepMs) return;
    await this.alertSweep.sweep();
    await this.addressAlerts.sweep();
    this.sweptAt = now;
  }

  private async attempt(job: () => Promise<unknown>): Promise<void> {
    try {
      await job();
    } catch (error) {
      this.log.error(error);
    }
  }
}
