import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { type Letter } from '../../mail/letter.js';
import type { Recipient } from '../../mail/outbox.js';
import { invented } from '../../mail/samples/invented.js';
import { GivesSamples, type MailSample } from '../../mail/samples/samples.js';
import { AcknowledgementLinks } from '../../notices/acknowledgement-links.js';
import { together } from '../../notices/together.js';
import { AlertLetters } from '../alert-letters.js';
import type { Alert } from '../alert.entity.js';
import { type AlertKind, alertKinds } from '../domain/kinds.js';

const { key, outlet, medicine, neighbour, lot } = invented;

/** Every mail about alerts with invented facts, as it leaves: gathered, and with the links that answer it. */
@Injectable()
export class SampleLetters {
  constructor(
    private readonly letters: AlertLetters,
    private readonly links: AcknowledgementLinks,
    private readonly calendar: Calendar,
  ) {}

  @GivesSamples()
  samples(): MailSample[] {
    const sample = (name: string, ...letters: ((to: Recipient) => Letter)[]): MailSample => ({
      name: `alert-${name}`,
      letter: (to) => {
        const told = letters.map((letter) => ({ letter: letter(to), alertId: key }));
        return together(told, to.language, this.links.to(key));
      },
    });
    const about = (kind: AlertKind, rung?: number) => (to: Recipient) => this.letter(kind, to, rung);
    return [
      ...alertKinds.map((kind) => sample(kind, about(kind))),
      sample('escalated', about('out', 1)),
      sample('together', ...alertKinds.slice(0, 4).map((kind) => about(kind))),
    ];
  }

  private letter(kind: AlertKind, to: Recipient, rung = 0): Letter {
    const { outletId, medicineId } = this.alert(kind, rung);
    const around = { outlet: outletId ? outlet : null, medicine: medicineId ? medicine : null };
    const recalled = kind === 'recalled' ? [{ ...lot, reason: invented.recalled }] : [];
    return this.letters.about(this.alert(kind, rung), { ...around, to, recalled });
  }

  private alert(kind: AlertKind, rung: number): Alert {
    const [at, on] = [this.calendar.now(), this.calendar.today()];
    const ofOutlet = kind !== 'undeliverable';
    return {
      id: key,
      subject: 'sample',
      outletId: ofOutlet ? key : null,
      medicineId: ofOutlet && kind !== 'uncounted' ? key : null,
      kind,
      kinds: kind === 'recalled' ? ['recalled', 'low'] : [kind],
      told: [kind],
      easing: false,
      facts: {
        usable: kind === 'out' || kind === 'neighbour' ? 0 : 12,
        level: 40,
        expired: 20,
        recalled: 35,
        atRisk: { units: 60, ...lot },
        neighbour: { name: neighbour.name, usable: 420, kilometres: 1.8 },
        today: 90,
        usual: 35,
        dueOn: on,
        days: 96,
        address: 'nobody@clinic.example',
        said: '550 5.1.1 no such user',
      },
      since: {},
      openedAt: at,
      changedAt: at,
      rung,
      escalateAt: null,
      acknowledgedAt: null,
      acknowledgedBy: null,
      closedAt: null,
    };
  }
}
