import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { Approvals } from './approvals.service.js';
import { Chain } from './chain.entity.js';
import { District } from './district.entity.js';
import { FirstSteps } from './first-steps.js';
import { OutletImport } from './outlet-import.js';
import { ImportChainsController } from './import-chains.controller.js';
import { OpeningHoursController } from './opening-hours.controller.js';
import { OpeningException, Outlet, OutletApproval } from './outlet.entity.js';
import { OutletsController } from './outlets.controller.js';
import { OutletPages } from './outlet-pages.js';
import { Outlets } from './outlets.service.js';
import { RegistersController } from './registers.controller.js';
import { Registers } from './registers.service.js';
import './network.acts.js';

export const networkEntities = [District, Chain, Outlet, OutletApproval, OpeningException];

/** Chains, districts, outlets with their approval and hours. */
@Module({
  imports: [ImportsModule, StaffModule],
  controllers: [OutletsController, OpeningHoursController, RegistersController, ImportChainsController],
  providers: [Approvals, FirstSteps, OutletImport, OutletPages, Outlets, Registers],
  exports: [Approvals, FirstSteps, Outlets, Registers],
})
export class NetworkModule {}
