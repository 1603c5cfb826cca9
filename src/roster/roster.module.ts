import { Global, Module } from '@nestjs/common';
import { DoctorWeekController } from './doctor-week.controller.js';
import { OutletWeekController } from './outlet-week.controller.js';
import { CheckCommand, RosterCommand, SolveCommand } from './roster.command.js';
import { RosterQueries } from './roster.queries.js';
import { Roster } from './roster.service.js';
import { Assignment, Session } from './session.entity.js';

export const rosterEntities = [Session, Assignment];

/** Sessions and who is assigned to them. */
@Global()
@Module({
  controllers: [OutletWeekController, DoctorWeekController],
  providers: [Roster, RosterQueries, RosterCommand, SolveCommand, CheckCommand],
  exports: [Roster, RosterQueries],
})
export class RosterModule {}
