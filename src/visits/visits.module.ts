import { Global, Module } from '@nestjs/common';
import { CounterController } from './counter.controller.js';
import { Recount, RecountCommand } from './recount.js';
import { OutletDay, Visit, VisitMedicine, VisitVersion } from './visit.entity.js';
import { VisitsController } from './visits.controller.js';
import { VisitsQueries } from './visits.queries.js';
import { Visits } from './visits.service.js';

export const visitEntities = [Visit, VisitMedicine, VisitVersion, OutletDay];

/** The counter. */
@Global()
@Module({
  controllers: [CounterController, VisitsController],
  providers: [Visits, VisitsQueries, Recount, RecountCommand],
  exports: [Visits, VisitsQueries, Recount],
})
export class VisitsModule {}
