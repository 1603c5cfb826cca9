import { Controller, Get, Post } from '@nestjs/common';
import type { Language } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { Medicines } from '../medicines/medicines.service.js';
import type { PatientFacts } from '../patients/patient-facts.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { telephoneDigits } from '../values/telephone.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import type { Consequence } from './consequences.js';
import { patientRecordsPolicy } from './patient-records.policy.js';
import { PatientRecordsQueries } from './patient-records.queries.js';
import { RecordCorrections } from './record-corrections.service.js';
import { RecordForm } from './record.form.js';

/** A patient's record: who it is, what it said before, how it is put right. */
@Controller('patients')
export class PatientRecordsController {
  constructor(
    private readonly queries: PatientRecordsQueries,
    private readonly corrections: RecordCorrections,
    private readonly medicines: Medicines,
  ) {}

  @Get(':patient')
  @Allow(patientRecordsPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { reach } = ask.actor;
    const patient = await this.queries.find(ask.key('patient'), ask.actor);
    const [versions, merges, visits, medicines] = await Promise.all([
      this.queries.versions(patient),
      this.queries.merges(patient.id),
      this.queries.visits(patient.id, reach),
      this.medicines.all(),
    ]);
    return page('patient-records/show', {
      patient,
      versions: versions.map((version) => ({
        ...version,
        follows: version.follows.map((one) => named(one, medicines, ask.language)),
      })),
      merges,
      visits,
    });
  }

  @Get(':patient/corrections/new')
  @Allow(patientRecordsPolicy.correct)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const patient = await this.queries.find(ask.key('patient'), ask.actor);
    return page('patient-records/correct', { patient });
  }

  @Post(':patient/corrections')
  @Allow(patientRecordsPolicy.correct)
  @Again('new')
  async create(@Form() form: RecordForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('patient');
    const { version, reason } = form;
    const follows = await this.corrections.correct(id, { ...factsIn(form), version, reason }, ask.actor);
    const said = follows.length > 0 ? 'patient-records.correctedFollows' : 'patient-records.corrected';
    return seeOther(paths.patient(id), said, { count: follows.length });
  }
}

/** A consequence with the medicines that it speaks of by name. */
function named(one: Consequence, medicines: readonly Medicine[], language: Language) {
  const of = (id: string) => medicines.find((medicine) => medicine.id === id)!;
  if (one.kind === 'medicine')
    return { ...one, medicine: one.medicineIds.map((id) => medicineName(of(id), language)).join(' + ') };
  if (one.kind !== 'ration') return one;
  const had = one.had.map(({ medicineId, units }) => {
    const medicine = of(medicineId);
    return { units, unit: medicine.unit, medicine: medicineName(medicine, language) };
  });
  return { ...one, had };
}

/** What a form says; a field that is blank is not there. */
const factsIn = (form: RecordForm): PatientFacts => ({
  name: form.name,
  identityNumber: form.identityNumber ?? null,
  otherDocument: form.otherDocument ?? null,
  bornOn: form.bornOn,
  bornAbout: false,
  sex: form.sex,
  telephone: form.telephone ? telephoneDigits(form.telephone) : null,
  guardianName: form.guardianName ?? null,
  guardianIdentityNumber: form.guardianIdentityNumber ?? null,
});
