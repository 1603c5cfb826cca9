import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Outlets } from '../network/outlets.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { NoticedIllnessForm, SentReportForm } from './disease-report.form.js';
import { diseaseReportsPolicy } from './disease-reports.policy.js';
import { DiseaseReports, type ReportLine } from './disease-reports.service.js';
import { illnesses, notifiable } from './domain/notifiable.js';

/** Illnesses that must be reported, with their clock. */
@Controller()
export class DiseaseReportsController {
  constructor(
    private readonly reports: DiseaseReports,
    private readonly outlets: Outlets,
    private readonly calendar: Calendar,
  ) {}

  @Get('disease-reports')
  @Allow(diseaseReportsPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { reach } = ask.actor;
    const read = async (skip: number, take: number) =>
      (await this.reports.reported(reach, skip, take)).map((line) => this.shown(line));
    const [waiting, list] = await Promise.all([this.reports.waiting(reach), listed(ask, read)]);
    return page('disease-reports/index', { waiting: waiting.map((line) => this.shown(line)), list });
  }

  @Post('disease-reports/:diseaseReport/sending')
  @Allow(diseaseReportsPolicy.report)
  @Again('index')
  async send(@Form() { reference }: SentReportForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.reports.sent(ask.key('diseaseReport'), reference, ask.actor);
    return seeOther(paths.diseaseReports(), 'disease-reports.sentNow');
  }

  @Get('outlets/:outletId/visits/:visitId/disease-reports/new')
  @Allow(diseaseReportsPolicy.report)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    return page('disease-reports/new', {
      outlet,
      visitId: ask.key('visitId'),
      illnesses: illnesses.map((id) => ({
        id,
        key: `disease-reports.illnesses.${id}`,
        hours: notifiable[id],
      })),
    });
  }

  @Post('outlets/:outletId/visits/:visitId/disease-reports')
  @Allow(diseaseReportsPolicy.report)
  @Again('new')
  async create(@Form() { illness }: NoticedIllnessForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.reports.notice(ask.key('outletId'), ask.key('visitId'), illness, ask.actor);
    return seeOther(paths.diseaseReports(), 'disease-reports.begun');
  }

  private shown(line: ReportLine) {
    const left = Math.ceil((line.dueAt.getTime() - this.calendar.now().getTime()) / 60_000);
    return {
      ...line,
      name: `disease-reports.illnesses.${line.illness}`,
      hours: Math.floor(Math.max(0, left) / 60),
      minutes: Math.max(0, left) % 60,
      isOver: left <= 0,
      inTime: line.sentAt !== null && line.sentAt <= line.dueAt,
    };
  }
}
