import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { KeptDoseRule } from './dose-rule.entity.js';
import { DoseRulesController } from './dose-rules.controller.js';
import { DoseRules } from './dose-rules.service.js';
import { MedicineBarcode } from './barcode.entity.js';
import { BarcodesController } from './barcodes.controller.js';
import { Barcodes } from './barcodes.service.js';
import { Medicine } from './medicine.entity.js';
import { MedicinesController } from './medicines.controller.js';
import { MedicineImport } from './medicine-import.js';
import { Medicines } from './medicines.service.js';
import { KeptSafetyRule } from './safety/safety-rule.entity.js';
import { SafetyRuleImport } from './safety/safety-rule-import.js';
import { SafetyRules } from './safety/safety-rules.service.js';
import { SafetyRulesController } from './safety/safety-rules.controller.js';
import './medicines.acts.js';

export const medicineEntities = [KeptDoseRule, KeptSafetyRule, Medicine, MedicineBarcode];

/** The catalogue of medicines, and the rules of doses and of safety. */
@Module({
  imports: [ImportsModule, NetworkModule, StaffModule],
  controllers: [BarcodesController, DoseRulesController, MedicinesController, SafetyRulesController],
  providers: [Barcodes, DoseRules, MedicineImport, Medicines, SafetyRuleImport, SafetyRules],
  exports: [Barcodes, DoseRules, Medicines, SafetyRules],
})
export class MedicinesModule {}
