import { Injectable } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import type { Language } from '../../config/settings.js';
import { AlertLetters } from '../alert-letters.js';
import type { Alert } from '../alert.entity.js';
import { type AlertKind, alertKinds } from '../domain/kinds.js';
import { type Letter, written } from '../../mail/letter.js';
import { AcknowledgementLinks } from '../../notices/acknowledgement-links.js';
import { together } from '../../notices/together.js';

const key = '00000000-0000-7000-8000-000000000000';

const outlet = { id: key, name: '安康药房文昌西路店', address: '文昌西路 1 号' };
const medicine = {
  id: key,
  nameZh: '布洛芬缓释胶囊',
  nameEn: 'Ibuprofen prolonged-release capsules',
  strength: '0.3 g',
  unit: 'capsule' as const,
};

type SampleName = AlertKind | 'escalated' | 'together';

/** Every mail about alerts with invented facts, written by the code that writes the real ones. */
@Injectable()
export class SampleLetters {
  readonly names: readonly SampleName[] = [...alertKinds, 'escalated', 'together'];

  constructor(
    private readonly letters: AlertLetters,
    private readonly links: AcknowledgementLinks,
    private readonly calendar: Calendar,
  ) {}

  written(name: SampleName, language: Language): ReturnType<typeof written> {
    const told = this.told(name, language).map((letter) => ({ letter, alertId: key }));
    return written(together(told, language, this.links.to(key)), language);
  }

  private told(name: SampleName, language: Language): Letter[] {
    if (name === 'together') return alertKinds.slice(0, 4).map((kind) => this.letter(kind, language));
    return [name === 'escalated' ? this.letter('out', language, 1) : this.letter(name, language)];
  }

  private letter(kind: AlertKind, language: Language, rung = 0): Letter {
    const to = { email: 'reader@clinic.example', language };
    const around = kind === 'undeliverable' ? { outlet: null, medicine: null } : { outlet, medicine };
    const recalled =
      kind === 'recalled'
        ? [{ number: 'B2201', expiresOn: this.calendar.today(), reason: '国家药监局召回通告' }]
        : [];
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
        atRisk: { units: 60, number: 'B2201', expiresOn: on },
        neighbour: { name: '百姓药房江阳路店', usable: 420, kilometres: 1.8 },
        today: 90,
        usual: 35,
        dueOn: on,
        days: 96,
        address: 'nobody@clinic.example',
        said: '550 5.1.1 no such user',
      },
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
