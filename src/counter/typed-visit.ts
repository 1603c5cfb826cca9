import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { type Language, Settings } from '../config/settings.js';
import type { Day } from '../config/domain/calendar.js';
import { Medicines } from '../medicines/medicines.service.js';
import type { Outlet } from '../network/outlet.entity.js';
import type { Role } from '../staff/domain/roles.js';
import type { Read } from '../triage/domain/read-case.js';
import type { Input } from '../web/form-shape.js';
import { findingsOf, namesIn } from '../visits/findings-of-form.js';
import { entryOf } from './entry-of-form.js';
import type { Entry, Findings } from '../visits/findings.js';
import { MedicinePreview } from './medicine-preview.js';
import { Preview } from './preview.js';
import { confirmations, type Telephones, triagePanel } from './triage.page.js';
import type { Visit } from '../visits/visit.entity.js';
import type { FindingsForm } from '../visits/typed-findings.js';
import type { VisitForm } from './visit.form.js';

/** Where and for whom a form was typed. */
interface Typing {
  readonly outlet: Outlet;
  readonly language: Language;
  readonly role: Role;
  /** Of the visit that is corrected. */
  readonly corrects?: Pick<Visit, 'id' | 'patientId' | 'on' | 'ruleSet' | 'altitudePoints'> & {
    readonly bornOn: Day;
  };
}

/** A counter form: what it says so far, and the visit that it means when it is done. */
@Injectable()
export class TypedVisit {
  constructor(
    private readonly preview: Preview,
    private readonly given: MedicinePreview,
    private readonly medicines: Medicines,
    private readonly calendar: Calendar,
    private readonly settings: Settings,
  ) {}

  /** What a refused form says, judged and checked like while it was typed. */
  async shown(input: Input, { outlet, language, role, corrects }: Typing) {
    const read = await this.preview.read(input, corrects);
    const said = judged(read, this.telephones);
    const reading = {
      ageMonths: read.case?.ageMonths,
      level: said.panel.level,
      language,
      role,
      on: this.calendar.today(),
    };
    const typed = corrects ? { ...input, patientId: corrects.patientId } : input;
    const given = await this.given.read(typed, outlet, reading, corrects?.id);
    return { read, page: { ...said, given } };
  }

  private get telephones(): Telephones {
    return { poison: this.settings.POISON_CENTRE, crisis: this.settings.CRISIS_LINE };
  }

  /** @throws UnknownMedicine */
  async entryOf(form: VisitForm): Promise<Entry> {
    return entryOf(form, await this.medicines.called(namesIn(form)), {
      zone: this.calendar.zone,
      today: this.calendar.today(),
    });
  }

  /** @throws UnknownMedicine */
  async findingsOf(form: FindingsForm): Promise<Findings> {
    return findingsOf(form, await this.medicines.called(namesIn(form)));
  }
}

/** What a page says of the triage of a case that was read. */
export const judged = (read: Read | undefined, telephones?: Telephones) => ({
  ...triagePanel(read, telephones),
  confirmed: confirmations(read),
});
