import { Injectable } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { PatientSearch } from '../patients/patient-search.js';
import { Patients } from '../patients/patients.service.js';
import { adultFromYears } from '../triage/domain/case.js';
import { ReferralChannel } from '../visits/channel.js';
import type { CareNeeded } from '../visits/domain/care-needed.js';
import type { Typed } from './typed-taker.js';
import { typedPatient } from './typed-patient.js';
import { VisitsQueries } from '../visits/visits.queries.js';

/** What a counter page says of the person who stands there. */
@Injectable()
export class PatientAtCounter {
  constructor(
    private readonly patients: Patients,
    private readonly people: PatientSearch,
    private readonly calendar: Calendar,
    private readonly queries: VisitsQueries,
    private readonly channel: ReferralChannel,
  ) {}

  /** Where they may be sent. */
  destinations(outletId: string, need: CareNeeded) {
    return this.channel.destinations(outletId, need);
  }

  /** Whom somebody that is typed as new most likely is, and who of them was at the outlet today. */
  async likely(typed: Typed, outletId: string) {
    const found = await this.people.likely(typedPatient(typed, this.calendar.today()));
    const here = await this.queries.todayAt(
      outletId,
      found.map(({ id }) => id),
    );
    return found.map((one) => ({ ...one, hereToday: here.find(({ patientId }) => patientId === one.id) }));
  }

  search(words: string, outletId: string) {
    return this.people.search(words, outletId);
  }

  /** @param patientId blank for somebody who is not known yet */
  async known(patientId: string | undefined, outletId: string) {
    if (!patientId) return { child: true, recent: [], former: undefined };
    const patient = await this.patients.find(patientId);
    const [recent, former, referral] = await Promise.all([
      this.queries.recentOf(patient.id),
      this.queries.lastOf(patient.id),
      this.channel.openOf(patient.id),
    ]);
    const today = this.calendar.today();
    return {
      patient,
      child: patient.age.years < adultFromYears,
      recent,
      // Somebody who is logged twice for one visit counts twice, and is given medicines twice.
      hereToday: recent.find((visit) => visit.on === today && visit.outletId === outletId),
      former,
      referral,
    };
  }
}
