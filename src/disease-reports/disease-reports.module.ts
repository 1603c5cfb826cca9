import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { DiseaseReport } from './disease-report.entity.js';
import { DiseaseReportsController } from './disease-reports.controller.js';
import { DiseaseReports } from './disease-reports.service.js';
import { ReportReminders } from './report-reminders.js';
import './disease-reports.acts.js';

export const diseaseReportEntities = [DiseaseReport];

/** Illnesses that must be reported to the disease control centre. */
@Module({
  imports: [NetworkModule, NoticesModule, StaffModule],
  controllers: [DiseaseReportsController],
  providers: [DiseaseReports, ReportReminders],
})
export class DiseaseReportsModule {}
