import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { dayInWords } from '../config/in-words.js';
import { Settings } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import { Recall } from '../stock/recalls/recall.entity.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import { Alert } from './alert.entity.js';
import { type AlertKind, alertKinds, saidSince } from './domain/kinds.js';
import type { Letter } from '../mail/letter.js';
import type { Recipient } from '../mail/outbox.js';
import type { Notice } from '../notices/notice.entity.js';
import type { NoticedAlerts } from '../notices/noticed-alerts.js';
import type { Told } from '../notices/together.js';

interface Around {
  readonly outlet: Pick<Outlet, 'id' | 'name' | 'address'> | null;
  readonly medicine: Pick<Medicine, 'id' | 'nameZh' | 'nameEn' | 'strength' | 'unit'> | null;
  readonly to: Recipient;
  /** The recalled lots of the shelf, and why nobody may take them. */
  readonly recalled?: readonly RecalledLot[];
}

interface RecalledLot {
  readonly number: string;
  readonly expiresOn: string | null;
  readonly reason: string;
}

/** What a mail says of an alert: what, where, since when, what to do, and the very page to do it on. */
@Injectable()
export class AlertLetters implements NoticedAlerts {
  constructor(
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  /** A notice of an alert that is closed, or that somebody acknowledged before it went a rung up, tells nobody anything. */
  async pointless(manager: EntityManager, notices: readonly Notice[]): Promise<ReadonlySet<string>> {
    const alerts = await this.alertsOf(manager, notices);
    const isOver = ({ alertId, rung }: Notice) => {
      const alert = alerts.find(({ id }) => id === alertId);
      return alert && (alert.closedAt !== null || (rung > 0 && alert.acknowledgedAt !== null));
    };
    return new Set(notices.filter(isOver).map(({ id }) => id));
  }

  /** What some notices say: those of alerts with what is so now, in the reader's language; the worst first. */
  async asTheyStand(
    manager: EntityManager,
    notices: readonly Pick<Notice, 'letter' | 'alertId'>[],
    to: Recipient,
  ): Promise<Told[]> {
    const alerts = await this.alertsOf(manager, notices);
    const of = (key: (alert: Alert) => string | null) => In(alerts.flatMap((alert) => key(alert) ?? []));
    const outlets = await manager.findBy(Outlet, { id: of(({ outletId }) => outletId) });
    const medicines = await manager.findBy(Medicine, { id: of(({ medicineId }) => medicineId) });
    const recalls = await this.recalledLots(manager, alerts);
    const told = notices.map(({ letter, alertId }): Told & { rank: number } => {
      const alert = alerts.find(({ id }) => id === alertId);
      if (!alert) return { letter: letter!, alertId, rank: -1 };
      const outlet = outlets.find(({ id }) => id === alert.outletId) ?? null;
      const medicine = medicines.find(({ id }) => id === alert.medicineId) ?? null;
      const rank = alertKinds.indexOf(alert.kind);
      const recalled = recalls.filter(
        (lot) => lot.outletId === alert.outletId && lot.medicineId === alert.medicineId,
      );
      return { letter: this.about(alert, { outlet, medicine, to, recalled }), alertId, rank };
    });
    return told.sort((a, b) => a.rank - b.rank);
  }

  /** The recalled lots of the shelves that some alerts are about, with why. */
  private async recalledLots(manager: EntityManager, alerts: readonly Alert[]) {
    const shelves = alerts.filter(({ kinds }) => kinds.includes('recalled'));
    if (shelves.length === 0) return [];
    const of = (key: 'outletId' | 'medicineId') => In(shelves.flatMap((alert) => alert[key] ?? []));
    const lots = await manager.findBy(Lot, {
      outletId: of('outletId'),
      medicineId: of('medicineId'),
      recallId: Not(IsNull()),
    });
    const recalls = await manager.findBy(Recall, { id: In(lots.flatMap(({ recallId }) => recallId ?? [])) });
    return lots.map(({ outletId, medicineId, number, expiresOn, recallId }) => ({
      ...{ outletId, medicineId, number, expiresOn },
      reason: recalls.find(({ id }) => id === recallId)?.reason ?? '',
    }));
  }

  private async alertsOf(
    manager: EntityManager,
    notices: readonly Pick<Notice, 'alertId'>[],
  ): Promise<Alert[]> {
    const ids = notices.flatMap(({ alertId }) => alertId ?? []);
    return ids.length === 0 ? [] : manager.findBy(Alert, { id: In(ids) });
  }

  about(alert: Alert, { outlet, medicine, to: { language }, recalled = [] }: Around): Letter {
    const { kind, kinds, facts, rung } = alert;
    const say = (key: string, values = {}) => translate(language, key, values);
    const unitOf = (count: number) => (medicine ? say(`medicines.units.${medicine.unit}`, { count }) : '');
    const values = {
      outlet: outlet?.name ?? '',
      medicine: medicine ? medicineName(medicine, language) : '',
      unit: unitOf(spokenOf(alert)),
      usable: facts.usable ?? 0,
      level: facts.level ?? 0,
      levelUnit: unitOf(facts.level ?? 0),
      expired: facts.expired ?? 0,
      recalled: facts.recalled ?? 0,
      today: facts.today ?? 0,
      usual: facts.usual ?? 0,
      dueOn: facts.dueOn ? dayInWords(facts.dueOn, language) : '',
      days: facts.days ?? 0,
      address: facts.address ?? '',
      said: facts.said ?? '',
      atRisk: facts.atRisk?.units ?? 0,
      number: facts.atRisk?.number ?? '',
      expiresOn: facts.atRisk ? dayInWords(facts.atRisk.expiresOn, language) : '',
      neighbour: facts.neighbour?.name ?? '',
      plenty: facts.neighbour?.usable ?? 0,
      plentyUnit: unitOf(facts.neighbour?.usable ?? 0),
      away: facts.neighbour?.kilometres ?? '–',
    };
    const also = kinds.slice(1).map((other) => say(`alerts.kinds.${other}`));
    const fact = (label: string, value: string | undefined) => (value ? [{ label, value }] : []);
    const units = (count: number | null | undefined) =>
      count === null || count === undefined || !medicine ? undefined : `${count} ${unitOf(count)}`;
    return {
      subject: {
        key: rung > 0 ? 'alerts.mails.escalated' : 'alerts.mails.plain',
        values: { subject: say(`alerts.mails.${kind}.subject`, values) },
      },
      paragraphs: [
        { key: `alerts.mails.${kind}.${whatOf(alert)}`, values },
        { key: `alerts.mails.${kind}.next`, values },
        ...(rung > 0 ? [{ key: 'alerts.mails.nobodyAnswered' }] : []),
      ],
      facts: [
        ...fact('alerts.mails.outlet', outlet ? `${outlet.name}, ${outlet.address}` : undefined),
        ...fact('alerts.mails.medicine', values.medicine),
        ...recalled.flatMap(({ number, expiresOn, reason }) => [
          ...fact('alerts.mails.lotNumber', number),
          ...fact('alerts.mails.expires', expiresOn ? dayInWords(expiresOn, language) : undefined),
          ...fact('alerts.mails.reason', reason),
        ]),
        ...fact('alerts.mails.usable', units(facts.usable)),
        ...fact('alerts.mails.reorderLevel', units(facts.level)),
        ...fact('alerts.mails.also', also.join(say('web.comma'))),
        ...fact('alerts.mails.since', this.calendar.inWords(saidSince(alert), language)),
      ],
      action: {
        label: `alerts.mails.open.${pageOf(kind)}`,
        href: this.settings.PUBLIC_URL + this.path(alert),
      },
    };
  }

  /** The very page on which something can be done about it. */
  private path({ kind, outletId, medicineId }: Pick<Alert, 'kind' | 'outletId' | 'medicineId'>): string {
    if (!outletId) return paths.mailbox();
    if (kind === 'uncounted' || !medicineId) return paths.counts(outletId);
    if (kind === 'overdue') return paths.orders(outletId);
    if (kind === 'neighbour') return paths.newTransfer(outletId, medicineId);
    return paths.shelf(outletId, medicineId);
  }
}

const pageOf = (kind: AlertKind): string =>
  ({ undeliverable: 'mailbox', uncounted: 'counts', overdue: 'orders', neighbour: 'transfer' })[
    kind as string
  ] ?? 'shelf';

/** Where nobody knows how far a neighbour is, the sentence does not say it. */
const whatOf = ({ kind, facts }: Alert): string =>
  kind === 'neighbour' && facts.neighbour?.kilometres === undefined ? 'whatSomewhere' : 'what';

/** The figure of which a letter says the unit, in units. */
function spokenOf({ kind, facts }: Alert): number {
  const figures: Partial<Record<AlertKind, number | undefined>> = {
    expired: facts.expired,
    recalled: facts.recalled,
    unusual: facts.today,
    expiring: facts.atRisk?.units,
  };
  return figures[kind] ?? facts.usable ?? 0;
}
