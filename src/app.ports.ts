import { Global, Module } from '@nestjs/common';
import { AlertsModule } from './alerts/alerts.module.js';
import { AlertLetters } from './alerts/alert-letters.js';
import { ShelfAlerts } from './alerts/shelf-alerts.js';
import { CounterChannel } from './referrals/counter-channel.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { FeverHistory } from './needs/fever-history.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { WorkplacesToday } from './sessions/workplaces-today.js';
import { NoticedAlerts } from './notices/noticed-alerts.js';
import { PatientTraits } from './medicines/safety/patient-traits.js';
import { DoctorWorkplaces } from './staff/doctor-workplaces.js';
import { Receivers } from './stock/recalls/receivers.js';
import { Holders } from './stock/transfers/holders.js';
import { SpareStock } from './supply/rebalancing/spare-stock.js';
import { ShelfJudge } from './supply/shelves/shelf-watch.js';
import { SupplyModule } from './supply/supply.module.js';
import { RecordedVisits } from './visits/recorded-visits.js';
import { RulesComparison } from './editions/rules-comparison.js';
import { ReferralChannel } from './visits/channel.js';
import { CounterTraits } from './visits/counter-traits.js';
import { FeverCounts } from './visits/fever-counts.js';
import { LotReceivers } from './visits/lot-receivers.js';
import { VisitsModule } from './visits/visits.module.js';

/** What a lower room asks, and which higher one answers. One that nobody answers stops the start. */
const ports = [
  { provide: DoctorWorkplaces, useExisting: WorkplacesToday },
  { provide: FeverHistory, useExisting: FeverCounts },
  { provide: Holders, useExisting: SpareStock },
  { provide: NoticedAlerts, useExisting: AlertLetters },
  { provide: PatientTraits, useExisting: CounterTraits },
  { provide: Receivers, useExisting: LotReceivers },
  { provide: ReferralChannel, useExisting: CounterChannel },
  { provide: RulesComparison, useExisting: RecordedVisits },
  { provide: ShelfJudge, useExisting: ShelfAlerts },
];

/** Known to every room: a lower one can't import what lies above it. */
@Global()
@Module({
  imports: [AlertsModule, ReferralsModule, SessionsModule, SupplyModule, VisitsModule],
  providers: ports,
  exports: ports.map(({ provide }) => provide),
})
export class PortsModule {}
