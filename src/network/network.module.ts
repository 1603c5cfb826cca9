import { Global, Module } from '@nestjs/common';
import { Approvals } from './approvals.service.js';
import { Capacities } from './capacities.service.js';
import { CapacityController } from './capacity.controller.js';
import { Capacity, CapacityReport, FacilityDay } from './capacity.entity.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { FacilitiesController } from './facilities.controller.js';
import { Facilities } from './facilities.service.js';
import { Facility } from './facility.entity.js';
import {
  ImportAvailabilityCommand,
  ImportCapacityCommand,
  ImportCommand,
  ImportFacilitiesCommand,
  ImportOutletsCommand,
} from './import.command.js';
import { CapacityImport } from './capacity-import.js';
import { ImportTargets } from './import-kinds.js';
import { FacilityImport, OutletImport } from './import-targets.js';
import { ImportsController } from './imports.controller.js';
import { Imports } from './imports.service.js';
import { OpeningHoursController } from './opening-hours.controller.js';
import { OpeningException, Outlet, OutletApproval } from './outlet.entity.js';
import { OutletsController } from './outlets.controller.js';
import { Outlets } from './outlets.service.js';
import { RegisterImport } from './register-import.entity.js';
import { RegistersController } from './registers.controller.js';
import { Registers } from './registers.service.js';

export const networkEntities = [
  District,
  Chain,
  Outlet,
  OutletApproval,
  OpeningException,
  Facility,
  CapacityReport,
  Capacity,
  FacilityDay,
  RegisterImport,
];

/** Chains, districts, outlets with their approval and hours, facilities, and the import of their registers. */
@Global()
@Module({
  controllers: [
    OutletsController,
    OpeningHoursController,
    RegistersController,
    FacilitiesController,
    CapacityController,
    ImportsController,
  ],
  providers: [
    Approvals,
    Capacities,
    CapacityImport,
    Facilities,
    FacilityImport,
    ImportAvailabilityCommand,
    ImportCapacityCommand,
    ImportCommand,
    ImportFacilitiesCommand,
    ImportOutletsCommand,
    ImportTargets,
    Imports,
    OutletImport,
    Outlets,
    Registers,
  ],
  exports: [Approvals, Capacities, Facilities, Imports, ImportTargets, Outlets, Registers],
})
export class NetworkModule {}
