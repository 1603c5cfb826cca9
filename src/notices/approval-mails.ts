import { Injectable } from '@nestjs/common';
import { dayInWords } from '../config/in-words.js';
import { type Language, Settings } from '../config/settings.js';
import type { ActOf } from '../database/act.js';
import { Hears } from '../database/hears.js';
import type { Unit } from '../database/unit.js';
import type { Letter } from '../mail/letter.js';
import { paths } from '../web/paths.js';
import { Notices } from './notices.service.js';
import { Recipients } from './recipients.js';
import type { Outlet } from '../network/outlet.entity.js';
import { invented } from '../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../mail/samples/samples.js';

/** To whom each step of an approval is told. */
const tells = {
  'outlet.applied': ['officers'],
  'outlet.approved': ['outlet', 'managers'],
  'outlet.declined': ['outlet', 'managers'],
  'outlet.suspended': ['outlet', 'managers'],
  'outlet.reopened': ['outlet', 'managers'],
  'outlet.revoked': ['outlet', 'managers'],
} as const;
type Step = keyof typeof tells;
type Details = ActOf<Step>['carries']['details'];

const kindOf = (step: Step) => step.slice('outlet.'.length);

/** Officers hear of an application; outlet and chain of what was decided. */
@Injectable()
export class ApprovalMails {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  @Hears(...(Object.keys(tells) as Step[]))
  async mail(act: ActOf<Step>, unit: Unit): Promise<void> {
    const { outlet, details } = act.carries;
    const to = await this.recipients.of(unit.manager, tells[act.name], outlet);
    await this.notices.put(unit, act, to, ({ language }) => this.letter(act.name, outlet, details, language));
  }

  @GivesSamples()
  samples(): MailSample[] {
    const { outlet } = invented;
    return (Object.keys(tells) as Step[]).map((step) => ({
      name: `approval-${kindOf(step)}`,
      letter: ({ language }) => this.letter(step, outlet, sampleDetails(step), language),
    }));
  }

  private letter(
    step: Step,
    outlet: Pick<Outlet, 'id' | 'name' | 'address'>,
    { number, validUntil, reason }: Details,
    language: Language,
  ): Letter {
    const words = { key: `notices.approval.${kindOf(step)}`, values: { outlet: outlet.name } };
    const fact = (label: string, value: string | null | undefined) => (value ? [{ label, value }] : []);
    return {
      subject: words,
      paragraphs: [words],
      facts: [
        { label: 'alerts.mails.outlet', value: `${outlet.name}, ${outlet.address}` },
        ...fact('notices.approval.number', number),
        ...fact('notices.approval.until', validUntil && dayInWords(validUntil, language)),
        ...fact('alerts.mails.reason', reason),
      ],
      action: { label: 'alerts.mails.look', href: this.settings.PUBLIC_URL + paths.outlet(outlet.id) },
    };
  }
}

const sampleDetails = (step: Step): Details => {
  if (step === 'outlet.applied') return {};
  if (step === 'outlet.approved') return { number: '扬便〔2022〕1号', validUntil: '2023-12-31' };
  return { reason: step === 'outlet.reopened' ? '冷藏设备已校准' : '冷藏设备未校准' };
};
