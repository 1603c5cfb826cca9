import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Settings } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import type { Outlet } from '../network/outlet.entity.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import type { Alert } from './alert.entity.js';
import type { AlertKind } from './domain/kinds.js';
import type { Letter } from './mail/letter.js';
import type { Recipient } from './mail/outbox.js';

interface Around {
  readonly outlet: Pick<Outlet, 'id' | 'name' | 'address'> | null;
  readonly medicine: Pick<Medicine, 'id' | 'nameZh' | 'nameEn' | 'strength' | 'unit'> | null;
  readonly to: Recipient;
}

/** What a mail says of an alert: what, where, since when, what to do, and the very page to do it on. */
@Injectable()
export class AlertLetters {
  constructor(
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  about(alert: Alert, { outlet, medicine, to: { language } }: Around): Letter {
    const { kind, kinds, facts, rung, openedAt } = alert;
    const say = (key: string, values = {}) => translate(language, key, values);
    const values = {
      outlet: outlet?.name ?? '',
      medicine: medicine ? medicineName(medicine, language) : '',
      usable: facts.usable ?? 0,
      level: facts.level ?? 0,
      expired: facts.expired ?? 0,
      recalled: facts.recalled ?? 0,
      today: facts.today ?? 0,
      usual: facts.usual ?? 0,
      dueOn: facts.dueOn ?? '',
      days: facts.days ?? 0,
      address: facts.address ?? '',
      said: facts.said ?? '',
      atRisk: facts.atRisk?.units ?? 0,
      number: facts.atRisk?.number ?? '',
      expiresOn: facts.atRisk?.expiresOn ?? '',
      neighbour: facts.neighbour?.name ?? '',
      plenty: facts.neighbour?.usable ?? 0,
      away: facts.neighbour?.kilometres ?? '–',
    };
    const also = kinds.slice(1).map((other) => say(`alerts.kinds.${other}`));
    const fact = (label: string, value: string | undefined) => (value ? [{ label, value }] : []);
    const units = (count: number | null | undefined) =>
      count === null || count === undefined || !medicine
        ? undefined
        : `${count} ${say(`medicines.units.${medicine.unit}`)}`;
    return {
      subject: {
        key: rung > 0 ? 'alerts.mails.escalated' : 'alerts.mails.plain',
        values: { subject: say(`alerts.mails.${kind}.subject`, values) },
      },
      paragraphs: [
        { key: `alerts.mails.${kind}.what`, values },
        { key: `alerts.mails.${kind}.next`, values },
        ...(rung > 0 ? [{ key: 'alerts.mails.nobodyAnswered' }] : []),
      ],
      facts: [
        ...fact('alerts.mails.outlet', outlet ? `${outlet.name}, ${outlet.address}` : undefined),
        ...fact('alerts.mails.medicine', values.medicine),
        ...fact('alerts.mails.usable', units(facts.usable)),
        ...fact('alerts.mails.reorderLevel', units(facts.level)),
        ...fact('alerts.mails.also', also.join(say('web.comma'))),
        ...fact('alerts.mails.since', this.calendar.inWords(openedAt, language)),
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
