import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Hears } from '../../database/hears.js';
import type { ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { translate } from '../../web/language.js';
import { paths } from '../../web/paths.js';
import { Notices } from '../../notices/notices.service.js';
import { Recipients } from '../../notices/recipients.js';

/** To whom each step of a transfer is news: the other end. */
const tells = {
  'transfer.asked': 'from',
  'transfer.agreed': 'to',
  'transfer.declined': 'to',
  'transfer.cancelled': 'from',
  'transfer.sent': 'to',
  'transfer.received': 'from',
} as const;
type Step = keyof typeof tells;

/** The other end of a transfer hears of each step. */
@Injectable()
export class TransferMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears(...(Object.keys(tells) as Step[]))
  async mail(act: ActOf<Step>, unit: Unit): Promise<void> {
    const { transfer, from, to } = act.carries;
    const medicine = await unit.manager.findOneByOrFail(Medicine, { id: transfer.medicineId });
    const told = tells[act.name] === 'from' ? from : to;
    const recipients = await this.recipients.ofOutlet(unit.manager, told);
    await this.notices.put(unit, act, recipients, ({ language }) => {
      const values = {
        from: from.name,
        to: to.name,
        medicine: medicineName(medicine, language),
        units: transfer.agreed ?? transfer.asked,
        unit: translate(language, `medicines.units.${medicine.unit}`),
        reason: transfer.reason ?? '–',
      };
      return {
        subject: { key: `alerts.mails.${act.name}.subject`, values },
        paragraphs: [{ key: `alerts.mails.${act.name}.what`, values }],
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
