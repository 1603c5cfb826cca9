import { Controller, Get, Post } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, isDay } from '../config/domain/calendar.js';
import { reachesDistrict } from '../network/reach.js';
import { Registers } from '../network/registers.service.js';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { translate } from '../web/language.js';
import { listed } from '../web/listed.js';
import { Download, type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { workbook, xlsxType } from '../web/workbook.js';
import { medicineChoices, medicineName } from '../medicines/domain/medicine.js';
import { sellingPolicy } from './selling.policy.js';
import { Medicines } from '../medicines/medicines.service.js';
import { LimitEndForm, LimitForm } from './limit.form.js';
import { type RegisterLine, SellingQueries } from './selling.queries.js';
import { SellingLimits } from './selling.service.js';

const rowsOfLimit = 6;
const daysOfRegister = 7;
/** More than a city sells in a wave's month; a file of more would open nowhere. */
const mostLines = 200_000;

/** Selling limits, and the real-name register of what they hold. */
@Controller()
export class SellingController {
  constructor(
    private readonly limits: SellingLimits,
    private readonly queries: SellingQueries,
    private readonly medicines: Medicines,
    private readonly registers: Registers,
    private readonly calendar: Calendar,
  ) {}

  @Get('selling-limits')
  @Allow(sellingPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const today = this.calendar.today();
    const limits = await this.queries.limits();
    return page('selling/limits/index', {
      today,
      limits: limits.map((limit) => ({
        ...limit,
        holds: limit.startsOn <= today && (limit.endsOn === null || limit.endsOn >= today),
        over: limit.endsOn !== null && limit.endsOn < today,
        mayEnd: sellingPolicy.limit.allows(ask.actor) && reachesDistrict(ask.actor.reach, limit.districtId),
        medicines: limit.medicines.map(({ medicine, most }) => ({
          name: medicineName(medicine, ask.language),
          unit: medicine.unit,
          most,
        })),
      })),
    });
  }

  @Get('selling-limits/new')
  @Allow(sellingPolicy.limit)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const [medicines, districts, chains] = await Promise.all([
      this.medicines.all(),
      this.registers.districtsOf(ask.actor),
      this.registers.chains(),
    ]);
    return page('selling/limits/new', {
      today: this.calendar.today(),
      noDistrict: translate(
        ask.language,
        reachesDistrict(ask.actor.reach, null) ? 'selling.limits.everywhere' : 'web.choose',
      ),
      districts,
      chains,
      medicines: medicineChoices(medicines, ask.language),
      rows: Array.from({ length: rowsOfLimit }, (_, index) => index),
    });
  }

  @Post('selling-limits')
  @Allow(sellingPolicy.limit)
  @Again('new')
  async create(@Form() form: LimitForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.limits.set(form, ask.actor);
    return seeOther(paths.sellingLimits(), 'selling.limits.isSet');
  }

  @Post('selling-limits/:limit/ending')
  @Allow(sellingPolicy.limit)
  @Again('index')
  async end(@Form() { on }: LimitEndForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.limits.end(ask.key('limit'), on, ask.actor);
    return seeOther(paths.sellingLimits(), 'selling.limits.ended');
  }

  @Get('real-name-register')
  @Allow(sellingPolicy.readRegister)
  async register(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { from, to } = this.days(ask);
    const read = async (skip: number, take: number) => {
      const lines = await this.queries.register(from, to, ask.actor.reach, skip, take);
      return lines.map((line) => ({ ...line, name: medicineName(line, ask.language) }));
    };
    return page('selling/register/index', { from, to, list: await listed(ask, read) });
  }

  /** The statutory export: one line a sale, what was taken back marked as such. */
  @Get('real-name-register.xlsx')
  @Allow(sellingPolicy.readRegister)
  async registerFile(@Asked() ask: Ask<Actor>): Promise<Download> {
    const { from, to } = this.days(ask);
    const lines = await this.queries.register(from, to, ask.actor.reach, 0, mostLines);
    const say = (key: string, values = {}) => translate(ask.language, key, values);
    const columns: [key: string, value: (line: RegisterLine) => string | number][] = [
      ['on', ({ on }) => on],
      ['outlet', ({ outlet }) => outlet],
      ['licence', ({ licenceNumber }) => licenceNumber],
      ['buyer', ({ buyerName }) => buyerName],
      ['number', ({ buyerNumber }) => buyerNumber],
      ['medicine', (line) => medicineName(line, ask.language)],
      ['units', ({ units }) => units],
      ['unit', ({ unit, units }) => say(`medicines.units.${unit}`, { count: units })],
      ['seller', ({ seller }) => seller ?? ''],
      ['takenBack', ({ takenBackAt }) => (takenBackAt ? this.calendar.dayOf(takenBackAt) : '')],
    ];
    const file = await workbook([
      {
        name: say('selling.register.title'),
        headings: columns.map(([key]) => say(`selling.register.${key}`)),
        rows: lines.map((line) => columns.map(([, value]) => value(line))),
      },
    ]);
    await this.limits.noteExport({ from, to, lines: lines.length }, ask.actor);
    return new Download(`real-name-register-${from}-${to}.xlsx`, xlsxType, file);
  }

  private days(ask: Ask): { from: Day; to: Day } {
    const today = this.calendar.today();
    const [from, to] = [ask.query('from'), ask.query('to')];
    return {
      from: isDay(from) ? from : addDays(today, 1 - daysOfRegister),
      to: isDay(to) ? to : today,
    };
  }
}
