import { Module } from '@nestjs/common';
import { Applying } from './applying.service.js';
import {
  ImportAvailabilityCommand,
  ImportCapacityCommand,
  ImportCommand,
  ImportFacilitiesCommand,
  ImportOutletsCommand,
} from './import.command.js';
import { ImportTargets } from './import-targets.js';
import { ImportsController } from './imports.controller.js';
import { Imports } from './imports.service.js';
import { RegisterImport } from './register-import.entity.js';
import './imports.acts.js';

export const importEntities = [RegisterImport];

/** How any table comes in: read from a file, looked at as a changeset, applied. */
@Module({
  controllers: [ImportsController],
  providers: [
    ImportAvailabilityCommand,
    ImportCapacityCommand,
    ImportCommand,
    ImportFacilitiesCommand,
    ImportOutletsCommand,
    Applying,
    ImportTargets,
    Imports,
  ],
  exports: [Imports, ImportTargets],
})
export class ImportsModule {}
