import { Module } from '@nestjs/common';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { LimitMedicine, RestrictedSale, SellingLimit } from './selling-limit.entity.js';
import { SellingController } from './selling.controller.js';
import { SellingQueries } from './selling.queries.js';
import { SoldTo } from './sold-to.js';
import { SellingLimits } from './selling.service.js';
import './selling.acts.js';

export const sellingEntities = [LimitMedicine, RestrictedSale, SellingLimit];

/** How much of a medicine one person may have, and who had what needs a name. */
@Module({
  imports: [MedicinesModule, NetworkModule, StaffModule],
  controllers: [SellingController],
  providers: [SellingLimits, SellingQueries, SoldTo],
  exports: [SellingLimits, SoldTo],
})
export class SellingModule {}
