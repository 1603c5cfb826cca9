import type { EntityClass } from './database/connection-options.js';
import { noticeEntities } from './notices/notices.module.js';
import { alertEntities } from './alerts/alerts.module.js';
import { diseaseReportEntities } from './disease-reports/disease-reports.module.js';
import { doctorEntities } from './doctors/doctors.module.js';
import { editionEntities } from './editions/editions.module.js';
import { episodeEntities } from './episodes/episodes.module.js';
import { facilityEntities } from './facilities/facilities.module.js';
import { importEntities } from './imports/imports.module.js';
import { mailEntities } from './mail/mail.module.js';
import { medicineEntities } from './medicines/medicines.module.js';
import { sellingEntities } from './selling/selling.module.js';
import { networkEntities } from './network/network.module.js';
import { patientRecordEntities } from './patient-records/patient-records.module.js';
import { patientEntities } from './patients/patients.module.js';
import { referralEntities } from './referrals/referrals.module.js';
import { needEntities } from './needs/needs.module.js';
import { rosterEntities } from './roster/roster.module.js';
import { sessionEntities } from './sessions/sessions.module.js';
import { roundEntities } from './rounds/rounds.module.js';
import { staffEntities } from './staff/staff.module.js';
import { deliveryEntities } from './deliveries/deliveries.module.js';
import { stockEntities } from './stock/stock.module.js';
import { supplyEntities } from './supply/supply.module.js';
import { visitEntities } from './visits/visits.module.js';

/** The tables of each room, a lower room before a higher one. */
export const rooms = {
  staff: staffEntities,
  mail: mailEntities,
  imports: importEntities,
  network: networkEntities,
  facilities: facilityEntities,
  doctors: doctorEntities,
  patients: patientEntities,
  medicines: medicineEntities,
  selling: sellingEntities,
  stock: stockEntities,
  deliveries: deliveryEntities,
  supply: supplyEntities,
  needs: needEntities,
  sessions: sessionEntities,
  roster: rosterEntities,
  editions: editionEntities,
  episodes: episodeEntities,
  visits: visitEntities,
  referrals: referralEntities,
  'patient-records': patientRecordEntities,
  'disease-reports': diseaseReportEntities,
  notices: noticeEntities,
  alerts: alertEntities,
  rounds: roundEntities,
} satisfies Record<string, EntityClass[]>;

/** All tables of the program. */
export const entities: EntityClass[] = Object.values(rooms).flat();
