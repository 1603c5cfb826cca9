import { Global, Module } from '@nestjs/common';
import { Medicine } from './medicine.entity.js';
import { MedicinesController } from './medicines.controller.js';
import { Medicines } from './medicines.service.js';

export const medicineEntities = [Medicine];

/** The catalogue of medicines. */
@Global()
@Module({ controllers: [MedicinesController], providers: [Medicines], exports: [Medicines] })
export class MedicinesModule {}
