import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Hears } from '../../database/hears.js';
import type { ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Outlet } from '../../network/outlet.entity.js';
import { Lot } from '../ledger/lot.entity.js';
import { paths } from '../../web/paths.js';
import { Notices } from '../../notices/notices.service.js';
import { Recipients } from '../../notices/recipients.js';

/** Outlets that have handed out all they had of a recalled lot are told as well: they know who received it. */
@Injectable()
export class RecallMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears('recall.announced')
  async mail(act: ActOf<'recall.announced'>, unit: Unit): Promise<void> {
    const { recall, medicine } = act.carries;
    // Where some is left, the shelf's own alert tells of it.
    const empty = await unit.manager.findBy(Lot, { recallId: recall.id, onHand: 0 });
    if (empty.length === 0) return;
    const outlets = await unit.manager.findBy(Outlet, { id: In(empty.map(({ outletId }) => outletId)) });
    for (const outlet of outlets) {
      const own = await this.recipients.ofOutlet(unit.manager, outlet);
      const to = own.length > 0 ? own : await this.recipients.officersOf(unit.manager, outlet);
      await this.notices.put(
        unit,
        act,
        to,
        ({ language }) => {
          const values = {
            outlet: outlet.name,
            medicine: medicineName(medicine, language),
            number: recall.number,
            reason: recall.reason,
          };
          return {
            subject: { key: 'alerts.mails.recallPast.subject', values },
            paragraphs: [{ key: 'alerts.mails.recallPast.what', values }],
            facts: [
              { label: 'alerts.mails.medicine', value: values.medicine },
              { label: 'alerts.mails.lotNumber', value: recall.number },
              { label: 'alerts.mails.reason', value: recall.reason },
            ],
            action: {
              label: 'alerts.mails.recallPast.open',
              href: this.settings.PUBLIC_URL + paths.recall(recall.id),
            },
          };
        },
        { urgent: true },
      );
    }
  }
}
