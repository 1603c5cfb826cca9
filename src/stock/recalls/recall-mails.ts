import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Hears } from '../../database/hears.js';
import type { ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Outlet } from '../../network/outlet.entity.js';
import { Lot } from '../ledger/lot.entity.js';
import { paths } from '../../web/paths.js';
import type { Letter } from '../../mail/letter.js';
import type { Recipient } from '../../mail/outbox.js';
import { Notices } from '../../notices/notices.service.js';
import { Recipients } from '../../notices/recipients.js';
import { dayInWords } from '../../config/in-words.js';
import type { Recall } from './recall.entity.js';
import { invented } from '../../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../../mail/samples/samples.js';

interface Recalled {
  readonly recall: Pick<Recall, 'id' | 'number' | 'reason'>;
  readonly medicine: Parameters<typeof medicineName>[0];
}

/** Every clinic hears of a recall: those that have handed out all they had know who received it, the others that they have none. */
@Injectable()
export class RecallMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears('recall.announced')
  async mail(act: ActOf<'recall.announced'>, unit: Unit): Promise<void> {
    const lots = await unit.manager.findBy(Lot, { recallId: act.carries.recall.id });
    const holders = new Set(lots.map(({ outletId }) => outletId));
    const clinics = await unit.manager.findBy(Outlet, { state: 'approved' });
    // Where some is left, the shelf's own alert tells of it.
    for (const lot of lots) if (lot.onHand === 0) await this.tellPast(act, unit, lot);
    const others = clinics.filter(({ id }) => !holders.has(id));
    await this.notices.put(unit, act, await this.recipients.ofOutlets(unit.manager, others), (to) =>
      this.letter(act.carries, 'recallNone', to),
    );
  }

  /** Of what an outlet has handed out to the last: the officers hear of it where the outlet has nobody to tell. */
  private async tellPast(act: ActOf<'recall.announced'>, unit: Unit, lot: Lot): Promise<void> {
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: lot.outletId });
    const own = await this.recipients.ofOutlet(unit.manager, outlet);
    const to = own.length > 0 ? own : await this.recipients.officersOf(unit.manager, outlet);
    const had = { outlet: outlet.name, expiresOn: lot.expiresOn };
    await this.notices.put(unit, act, to, (one) => this.letter(act.carries, 'recallPast', one, had), {
      urgent: true,
    });
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { key: id, medicine, recalled: reason, outlet, lot } = invented;
    const recalled = { recall: { id, number: lot.number, reason }, medicine };
    const had = { outlet: outlet.name, expiresOn: lot.expiresOn };
    return [
      { name: 'recall-past', letter: (to) => this.letter(recalled, 'recallPast', to, had) },
      { name: 'recall-none', letter: (to) => this.letter(recalled, 'recallNone', to) },
    ];
  }

  private letter(
    { recall, medicine }: Recalled,
    kind: 'recallPast' | 'recallNone',
    { language }: Recipient,
    had?: { readonly outlet: string; readonly expiresOn: string },
  ): Letter {
    const { number, reason } = recall;
    const values = { outlet: had?.outlet ?? '', medicine: medicineName(medicine, language), number, reason };
    return {
      subject: { key: `alerts.mails.${kind}.subject`, values },
      paragraphs: [{ key: `alerts.mails.${kind}.what`, values }],
      facts: [
        { label: 'alerts.mails.medicine', value: values.medicine },
        { label: 'alerts.mails.lotNumber', value: number },
        ...(had ? [{ label: 'alerts.mails.expires', value: dayInWords(had.expiresOn, language) }] : []),
        { label: 'alerts.mails.reason', value: reason },
      ],
      action: {
        label: 'alerts.mails.recallPast.open',
        href: this.settings.PUBLIC_URL + paths.recall(recall.id),
      },
    };
  }
}
