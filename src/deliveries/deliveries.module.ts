import { Module } from '@nestjs/common';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StockModule } from '../stock/stock.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryFile } from './delivery-file.entity.js';
import { DeliveryFilesController } from './delivery-files.controller.js';
import { DeliveryFiles } from './delivery-files.service.js';
import { DeliveryReader } from './delivery-reader.js';
import { SupplierCode } from './supplier-code.entity.js';
import { SupplierCodes } from './supplier-codes.service.js';
import './deliveries.acts.js';

export const deliveryEntities = [DeliveryFile, SupplierCode];

/** What comes in: by hand, by scanned packs, by the supplier's file as it was understood. */
@Module({
  imports: [MedicinesModule, NetworkModule, StockModule],
  controllers: [DeliveriesController, DeliveryFilesController],
  providers: [DeliveryFiles, DeliveryReader, SupplierCodes],
})
export class DeliveriesModule {}
