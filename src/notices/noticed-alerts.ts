import type { EntityManager } from 'typeorm';
import type { Recipient } from '../mail/outbox.js';
import type { Notice } from './notice.entity.js';
import type { Told } from './together.js';

/** What is known of the alerts that notices tell of. The alerts lie above. */
export abstract class NoticedAlerts {
  /** Which of some notices, by key, are pointless by now: of an alert that is over, or that somebody has answered. */
  abstract pointless(manager: EntityManager, notices: readonly Notice[]): Promise<ReadonlySet<string>>;

  /** What some notices say: those of alerts with what is so now, in the reader's language; the worst first. */
  abstract asTheyStand(
    manager: EntityManager,
    notices: readonly Pick<Notice, 'letter' | 'alertId'>[],
    to: Recipient,
  ): Promise<Told[]>;
}
