import { Module } from '@nestjs/common';
import { ImportsModule } from '../imports/imports.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { KeptDoseRule } from './dose-rule.entity.js';
import { DoseRulesController } from './dose-rules.controller.js';
import { DoseRules } from './dose-rules.service.js';
import { Medicine } from './medicine.entity.js';
import { MedicinesController } from './medicines.controller.js';
import { MedicineImport } from './medicine-import.js';
import { Medicines } from './medicines.service.js';
import { SellingController } from './selling/selling.controller.js';
import { LimitMedicine, RestrictedSale, SellingLimit } from './selling/selling-limit.entity.js';
import { SellingQueries } from './selling/selling.queries.js';
import { SellingLimits } from './selling/selling.service.js';
import { KeptSafetyRule } from './safety/safety-rule.entity.js';
import { SafetyRuleImport } from './safety/safety-rule-import.js';
import { SafetyRules } from './safety/safety-rules.service.js';
import { SafetyRulesController } from './safety/safety-rules.controller.js';
import './medicines.acts.js';

export const medicineEntities = [
  KeptDoseRule,
  KeptSafetyRule,
  LimitMedicine,
  Medicine,
  RestrictedSale,
  SellingLimit,
];

/** The catalogue of medicines, dose rules and selling limits. */
@Module({
  imports: [ImportsModule, NetworkModule, StaffModule],
  controllers: [DoseRulesController, MedicinesController, SafetyRulesController, SellingController],
  providers: [
    DoseRules,
    MedicineImport,
    Medicines,
    SafetyRuleImport,
    SafetyRules,
    SellingLimits,
    SellingQueries,
  ],
  exports: [DoseRules, Medicines, SafetyRules, SellingLimits],
})
export class MedicinesModule {}
