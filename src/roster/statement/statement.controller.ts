import { Controller, Get } from '@nestjs/common';
import { Calendar } from '../../config/calendar.js';
import { addDays, isDay } from '../../config/domain/calendar.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { translate } from '../../web/language.js';
import { Download, type Page, page } from '../../web/page.js';
import { workbook, xlsxType } from '../../web/workbook.js';
import { rosterPolicy } from '../roster.policy.js';
import { StatementQueries } from './statement.queries.js';

const doctorColumns = [
  'home',
  'name',
  'licenceNumber',
  'planned',
  'worked',
  'absent',
  'open',
  'hours',
  'overtime',
] as const;
const homeColumns = ['home', 'doctors', 'worked', 'hours', 'overtime'] as const;

/** Sessions and hours of a month, by doctor and by home hospital, for pay. */
@Controller('roster')
export class StatementController {
  constructor(
    private readonly statements: StatementQueries,
    private readonly calendar: Calendar,
  ) {}

  @Get('statement')
  @Allow(rosterPolicy.account)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const month = this.month(ask);
    return page('roster/statement', {
      month,
      former: addDays(`${month}-01`, -1).slice(0, 7),
      next: addDays(`${month}-28`, 4).slice(0, 7),
      ...(await this.statements.of(month, ask.actor.reach)),
    });
  }

  @Get('statement.xlsx')
  @Allow(rosterPolicy.account)
  async file(@Asked() ask: Ask<Actor>): Promise<Download> {
    const month = this.month(ask);
    const { doctors, homes } = await this.statements.of(month, ask.actor.reach);
    const say = (key: string) => translate(ask.language, `roster.statement.${key}`);
    const content = await workbook([
      {
        name: say('byDoctor'),
        headings: [...doctorColumns.map((column) => say(`columns.${column}`)), say('columns.over')],
        rows: doctors.map((line) => [
          ...doctorColumns.map((column) => line[column]),
          line.over ? say('yes') : '',
        ]),
      },
      {
        name: say('byHome'),
        headings: homeColumns.map((column) => say(`columns.${column}`)),
        rows: homes.map((line) => homeColumns.map((column) => line[column])),
      },
    ]);
    return new Download(`${say('title')} ${month}.xlsx`, xlsxType, content);
  }

  /** The month that was asked for, or this one. */
  private month(ask: Ask): string {
    const said = ask.query('month');
    return isDay(`${said}-01`) ? said : this.calendar.today().slice(0, 7);
  }
}
