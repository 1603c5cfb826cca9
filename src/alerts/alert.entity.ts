import { Check, Entity, Index } from 'typeorm';
import {
  DecimalColumn,
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  KeyColumn,
  ReferenceColumn,
  TextColumn,
} from '../database/columns.js';
import { type AlertKind, alertKinds, type KindsSince } from './domain/kinds.js';

/** What an alert speaks of, as it was when it last changed. Quantities in units. */
export interface AlertFacts {
  readonly usable?: number;
  readonly level?: number | null;
  readonly expired?: number;
  readonly recalled?: number;
  /** Numbers of the recalled lots. */
  readonly recalledLots?: readonly string[];
  /** Will expire before it is used. */
  readonly atRisk?: { readonly units: number; readonly number: string; readonly expiresOn: string };
  /** Who has plenty nearby. */
  readonly neighbour?: { readonly name: string; readonly usable: number; readonly kilometres?: number };
  /** Taken today, and what a day takes at most. */
  readonly today?: number;
  readonly usual?: number;
  readonly dueOn?: string;
  /** Days since it was last counted, or since it is there. */
  readonly days?: number;
  readonly address?: string;
  readonly said?: string;
}

/**
 * Something that deserves attention, from when it began until the facts ended it. One speaks of one subject, such as a
 * shelf, with all that is wrong there; the worst gives it its kind.
 */
@Entity('alert')
@Check('alert_kind', `kind IN (${alertKinds.map((kind) => `'${kind}'`).join(', ')})`)
@Index(['subject'], { unique: true, where: 'closed_at IS NULL' })
@Index(['openedAt'])
@Index(['outletId'], { where: 'closed_at IS NULL' })
@Index(['escalateAt'], { where: 'closed_at IS NULL' })
export class Alert {
  @KeyColumn()
  id: string;

  /** What it is about: `shelf:OUTLET/MEDICINE`, `outlet:OUTLET`, `address:KEY`. */
  @TextColumn()
  subject: string;

  @ReferenceColumn('Outlet', { nullable: true })
  outletId: string | null;

  @ReferenceColumn('Medicine', { nullable: true })
  medicineId: string | null;

  @TextColumn()
  kind: AlertKind;

  /** All that is wrong now, the worst first. */
  @JsonColumn()
  kinds: AlertKind[];

  /** Since when each of them holds; nothing is known of kinds that held before this was kept. */
  @JsonColumn({ default: '{}' })
  since: KindsSince;

  /** All that somebody was told of. */
  @JsonColumn()
  told: AlertKind[];

  @JsonColumn()
  facts: AlertFacts;

  /** Its shelf is no longer low or empty: it stays open until there is a tenth more, so that it does not flap. */
  @FlagColumn({ default: false })
  easing: boolean;

  @InstantColumn()
  openedAt: Date;

  /** When somebody was last told something new: an older link acknowledges nothing. */
  @InstantColumn()
  changedAt: Date;

  /** How far up it went: 0 are those who are told first. */
  @IntegerColumn()
  rung: number;

  /** When the next ones are told, unless somebody has acknowledged it. */
  @InstantColumn({ nullable: true })
  escalateAt: Date | null;

  @InstantColumn({ nullable: true })
  acknowledgedAt: Date | null;

  /** Whoever said that they see to it: a name, or the address that the mail went to. */
  @TextColumn({ nullable: true })
  acknowledgedBy: string | null;

  @InstantColumn({ nullable: true })
  closedAt: Date | null;
}

/** From which figure on, and how long unanswered, by the bureau's word; the narrowest that fits holds. */
@Entity('alert_rule')
@Check('alert_rule_kind', `kind IN (${alertKinds.map((kind) => `'${kind}'`).join(', ')})`)
@Check(
  'alert_rule_positive',
  '(threshold IS NULL OR threshold > 0) AND (escalate_minutes IS NULL OR escalate_minutes > 0)',
)
export class AlertRule {
  @KeyColumn()
  id: string;

  @TextColumn()
  kind: AlertKind;

  @ReferenceColumn('Medicine', { nullable: true })
  medicineId: string | null;

  @ReferenceColumn('District', { nullable: true })
  districtId: string | null;

  /** As the kind's words say; null leaves the usual one. */
  @DecimalColumn({ nullable: true })
  threshold: number | null;

  @IntegerColumn({ nullable: true })
  escalateMinutes: number | null;

  @InstantColumn()
  setAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  setBy: string | null;
}
