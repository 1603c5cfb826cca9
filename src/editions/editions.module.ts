import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { AssessCommand } from '../triage/assess.command.js';
import { CompareCommand, TriageCommand } from './compare.command.js';
import { BegunEdition, EditionSignature } from './edition.entity.js';
import { EditionsController } from './editions.controller.js';
import { Editions } from './editions.service.js';
import './editions.acts.js';

export const editionEntities = [BegunEdition, EditionSignature];

/** Which edition of the rules of triage judges on a day, and how a newer one begins. */
@Module({
  imports: [StaffModule],
  controllers: [EditionsController],
  providers: [AssessCommand, CompareCommand, Editions, TriageCommand],
  exports: [Editions],
})
export class EditionsModule {}
