import { Module } from '@nestjs/common';
import { Applying } from './applying.service.js';
import {
  ImportAvailabilityCommand,
  ImportCapacityCommand,
  ImportCommand,
  ImportFacilitiesCommand,
  ImportMedicinesCommand,
  ImportOutletsCommand,
  ImportSafetyRulesCommand,
  TakeImportBackCommand,
} from './import.command.js';
import { ColumnsController } from './columns.controller.js';
import { KnownHeadings } from './known-headings.entity.js';
import { ImportTargets } from './import-targets.js';
import { ImportsController } from './imports.controller.js';
import { ImportedRecord } from './imported-record.entity.js';
import { Imports } from './imports.service.js';
import { RegisterImport } from './register-import.entity.js';
import { RejectedRowsController } from './rejected-rows.controller.js';
import { WayBackController } from './way-back.controller.js';
import { TakingBack } from './taking-back.service.js';
import './imports.acts.js';

export const importEntities = [RegisterImport, ImportedRecord, KnownHeadings];

/** How any table comes in: read from a file, looked at as a changeset, applied. */
@Module({
  controllers: [ImportsController, ColumnsController, RejectedRowsController, WayBackController],
  providers: [
    ImportAvailabilityCommand,
    ImportCapacityCommand,
    ImportCommand,
    ImportFacilitiesCommand,
    ImportMedicinesCommand,
    ImportOutletsCommand,
    ImportSafetyRulesCommand,
    TakeImportBackCommand,
    Applying,
    ImportTargets,
    Imports,
    TakingBack,
  ],
  exports: [Imports, ImportTargets],
})
export class ImportsModule {}
