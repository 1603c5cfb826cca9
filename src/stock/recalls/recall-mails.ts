import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
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
    const { recall } = act.carries;
    const lots = await unit.manager.findBy(Lot, { recallId: recall.id });
    const had = new Map(lots.map((lot) => [lot.outletId, lot]));
    const outlets = await unit.manager.findBy(Outlet, { state: 'approved' });
    const others = await unit.manager.findBy(Outlet, { id: In([...had.keys()]), state: Not('approved') });
    for (const outlet of [...outlets, ...others]) {
      const lot = had.get(outlet.id);
      // Where some is left, the shelf's own alert tells of it.
      if (lot && lot.onHand > 0) continue;
      await this.tell(act, unit, outlet, lot);
    }
  }

  /** @param lot what the outlet had, and has handed out; undefined where it never had any */
  private async tell(
    act: ActOf<'recall.announced'>,
    unit: Unit,
    outlet: Outlet,
    lot: Lot | undefined,
  ): Promise<void> {
    const { recall, medicine } = act.carries;
    const kind = lot ? 'recallPast' : 'recallNone';
    const own = await this.recipients.ofOutlet(unit.manager, outlet);
    // That somebody must call patients is told to the officers where the outlet has nobody; that nobody must, is not.
    const to = own.length > 0 || !lot ? own : await this.recipients.officersOf(unit.manager, outlet);
    const letter = ({ language }: Recipient): Letter => {
      const values = {
        outlet: outlet.name,
        medicine: medicineName(medicine, language),
        number: recall.number,
        reason: recall.reason,
      };
      return {
        subject: { key: `alerts.mails.${kind}.subject`, values },
        paragraphs: [{ key: `alerts.mails.${kind}.what`, values }],
        facts: [
          { label: 'alerts.mails.medicine', value: values.medicine },
          { label: 'alerts.mails.lotNumber', value: recall.number },
          ...(lot ? [{ label: 'alerts.mails.expires', value: lot.expiresOn }] : []),
          { label: 'alerts.mails.reason', value: recall.reason },
        ],
        action: {
          label: 'alerts.mails.recallPast.open',
          href: this.settings.PUBLIC_URL + paths.recall(recall.id),
        },
      };
    };
    await this.notices.put(unit, act, to, letter, { urgent: lot !== undefined });
  }
}
