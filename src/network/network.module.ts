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
import { CapacityImport } from './capacity-import.js';
import { FacilityImport } from './facility-import.js';
import { OutletImport } from './outlet-import.js';
import { ImportChainsController } from './import-chains.controller.js';
import { OpeningHoursController } from './opening-hours.controller.js';
import { OpeningException, Outlet, OutletApproval } from './outlet.entity.js';
import { OutletsController } from './outlets.controller.js';
import { Outlets } from './outlets.service.js';
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
];

/** Chains, districts, outlets with their approval and hours, facilities. */
@Global()
@Module({
  controllers: [
    OutletsController,
    OpeningHoursController,
    RegistersController,
    FacilitiesController,
    CapacityController,
    ImportChainsController,
  ],
  providers: [
    Approvals,
    Capacities,
    CapacityImport,
    Facilities,
    FacilityImport,
    OutletImport,
    Outlets,
    Registers,
  ],
  exports: [Approvals, Capacities, Facilities, Outlets, Registers],
})
export class NetworkModule {}
