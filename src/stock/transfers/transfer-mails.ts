import { Injectable } from '@nestjs/common';
import { type Language, Settings } from '../../config/settings.js';
import { Hears } from '../../database/hears.js';
import type { ActOf } from '../../database/act.js';
import type { Unit } from '../../database/unit.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { translate } from '../../web/language.js';
import { paths } from '../../web/paths.js';
import { Notices } from '../../notices/notices.service.js';
import { Recipients } from '../../notices/recipients.js';
import type { Letter } from '../../mail/letter.js';
import type { Transfer } from './transfer.entity.js';
import { invented } from '../../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../../mail/samples/samples.js';

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

interface News {
  readonly transfer: Pick<Transfer, 'id' | 'asked' | 'agreed' | 'reason' | 'note'>;
  readonly medicine: Pick<Medicine, 'nameZh' | 'nameEn' | 'strength' | 'unit'>;
  readonly from: string;
  readonly to: string;
}

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
    const news = { transfer, medicine, from: from.name, to: to.name };
    await this.notices.put(unit, act, recipients, ({ language }) => this.letter(act.name, news, language));
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { key: id, medicine, outlet, neighbour } = invented;
    const transfer = { id, asked: 24, agreed: 12, reason: '本店也不多', note: '明早来取' };
    const news = { transfer, medicine, from: neighbour.name, to: outlet.name };
    return (Object.keys(tells) as Step[]).map((step) => ({
      name: step.replace('.', '-'),
      letter: ({ language }) => this.letter(step, news, language),
    }));
  }

  private letter(step: Step, { transfer, medicine, from, to }: News, language: Language): Letter {
    const units = transfer.agreed ?? transfer.asked;
    const values = {
      from,
      to,
      medicine: medicineName(medicine, language),
      units,
      unit: translate(language, `medicines.units.${medicine.unit}`, { count: units }),
      reason: transfer.reason ?? '–',
    };
    return {
      subject: { key: `alerts.mails.${step}.subject`, values },
      paragraphs: [{ key: `alerts.mails.${step}.what`, values }],
      facts: [
        { label: 'alerts.mails.medicine', value: values.medicine },
        ...(transfer.note ? [{ label: 'alerts.mails.note', value: transfer.note }] : []),
      ],
      action: {
        label: 'alerts.mails.open.transfer',
        href: this.settings.PUBLIC_URL + paths.transfer(transfer.id),
      },
    };
  }
}
