import { Module } from '@nestjs/common';
import { Applying } from './applying.service.js';
import {
  ImportAvailabilityCommand,
  ImportCapacityCommand,
  ImportCommand,
  ImportFacilitiesCommand,
  ImportOutletsCommand,
  TakeImportBackCommand,
} from './import.command.js';
import { ImportTargets } from './import-targets.js';
import { ImportsController } from './imports.controller.js';
import { ImportedRecord } from './imported-record.entity.js';
import { Imports } from './imports.service.js';
import { RegisterImport } from './register-import.entity.js';
import { WayBackController } from './way-back.controller.js';
import { TakingBack } from './taking-back.service.js';
import './imports.acts.js';

export const importEntities = [RegisterImport, ImportedRecord];

/** How any table comes in: read from a file, looked at as a changeset, applied. */
@Module({
  controllers: [ImportsController, WayBackController],
  providers: [
    ImportAvailabilityCommand,
    ImportCapacityCommand,
    ImportCommand,
    ImportFacilitiesCommand,
    ImportOutletsCommand,
    TakeImportBackCommand,
    Applying,
    ImportTargets,
    Imports,
    TakingBack,
  ],
  exports: [Imports, ImportTargets],
})
export class ImportsModule {}
