import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { ActListeners } from '../../database/act-listeners.js';
import type { ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { paths } from '../../web/paths.js';
import { Notices } from '../notices/notices.service.js';
import { Recipients } from './recipients.js';

/** To whom each step of a transfer is news: the other end. */
const tells = {
  asked: 'from',
  agreed: 'to',
  declined: 'to',
  cancelled: 'from',
  sent: 'to',
  received: 'from',
} as const;

/** The other end of a transfer hears of each step. */
@Injectable()
export class TransferMails implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    for (const step of Object.keys(tells) as (keyof typeof tells)[])
      this.listeners.on(`transfer.${step}`, (act, unit) => this.mail(act, unit, step));
  }

  private async mail(
    act: ActOf<`transfer.${keyof typeof tells}`>,
    unit: Unit,
    step: keyof typeof tells,
  ): Promise<void> {
    const { transfer, from, to } = act.carries;
    const medicine = await unit.manager.findOneByOrFail(Medicine, { id: transfer.medicineId });
    const told = tells[step] === 'from' ? from : to;
    const recipients = await this.recipients.ofOutlet(unit.manager, told);
    await this.notices.put(unit, act, recipients, ({ language }) => {
      const values = {
        from: from.name,
        to: to.name,
        medicine: medicineName(medicine, language),
        units: transfer.agreed ?? transfer.asked,
        reason: transfer.reason ?? '–',
      };
      return {
        subject: { key: `alerts.mails.transfer.${step}.subject`, values },
        paragraphs: [{ key: `alerts.mails.transfer.${step}.what`, values }],
        facts: [
          { label: 'alerts.mails.medicine', value: values.medicine },
          ...(transfer.note ? [{ label: 'alerts.mails.note', value: transfer.note }] : []),
        ],
        action: {
          label: 'alerts.mails.open.transfer',
          href: this.settings.PUBLIC_URL + paths.transfer(transfer.id),
        },
      };
    });
  }
}
