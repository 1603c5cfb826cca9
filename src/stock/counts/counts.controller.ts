import { Controller, Get, Post } from '@nestjs/common';
import { medicineChoices, medicineName } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { listed } from '../../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';
import { differenceReasons } from '../domain/count.js';
import { stockPolicy } from '../stock.policy.js';
import { CountForm, CountLineForm, ExplanationForm, FoundLotForm, PostingForm } from './count.form.js';
import { CountsQueries, goesOn, type SheetLine } from './counts.queries.js';
import { Counts } from './counts.service.js';

/** Stock-takes of an outlet. */
@Controller('outlets/:outletId/counts')
export class CountsController {
  constructor(
    private readonly counts: Counts,
    private readonly queries: CountsQueries,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
  ) {}

  @Get()
  @Allow(stockPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const list = await listed(ask, (skip, take) => this.queries.list(outlet.id, skip, take));
    return page('stock/counts/index', { outlet, list, goesOn: list.rows.find((count) => count.goesOn) });
  }

  @Post()
  @Allow(stockPolicy.keep)
  @Again('index')
  async create(@Form() form: CountForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const outletId = ask.key('outletId');
    const id = await this.counts.start(outletId, form, ask.actor);
    return seeOther(paths.count(outletId, id), 'stock.count.started');
  }

  @Get(':count')
  @Allow(stockPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const count = await this.queries.find(outlet.id, ask.key('count'));
    if (!count) throw new NotFound();
    const [sheet, medicines] = await Promise.all([this.queries.sheet(count), this.medicines.all()]);
    const next = nextToCount(sheet, ask.query('after'));
    const lines = sheet.map((line) => ({
      ...line,
      name: medicineName(line, ask.language),
      recounted: line.times > 1,
      next: line === next,
    }));
    const counted = lines.filter((line) => line.counted !== null);
    return page('stock/counts/show', {
      outlet,
      count,
      goesOn: goesOn(count),
      lines,
      counted: counted.length,
      unexplained: counted.filter(({ difference, reason }) => difference !== 0 && !reason).length,
      reasons: differenceReasons.map((reason) => ({ id: reason, key: `stock.reasons.${reason}` })),
      medicines: medicineChoices(medicines, ask.language),
    });
  }

  @Post(':count/lines')
  @Allow(stockPolicy.keep)
  @Again('show')
  async count(@Form() { lotId, counted }: CountLineForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, id] = whichOf(ask);
    await this.counts.count(outletId, id, lotId, counted, ask.actor);
    return seeOther(paths.count(outletId, id, lotId));
  }

  @Post(':count/found-lots')
  @Allow(stockPolicy.keep)
  @Again('show')
  async find(@Form() { counted, ...found }: FoundLotForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, id] = whichOf(ask);
    await this.counts.find(outletId, id, found, counted, ask.actor);
    return seeOther(paths.count(outletId, id), 'stock.count.found');
  }

  @Post(':count/explanations')
  @Allow(stockPolicy.keep)
  @Again('show')
  async explain(@Form() { lotId, ...why }: ExplanationForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, id] = whichOf(ask);
    await this.counts.explain(outletId, id, lotId, why, ask.actor);
    return seeOther(paths.count(outletId, id, lotId));
  }

  @Post(':count/posting')
  @Allow(stockPolicy.keep)
  @Again('show')
  async post(@Form() form: PostingForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, id] = whichOf(ask);
    await this.counts.post(outletId, id, form, ask.actor);
    return seeOther(paths.count(outletId, id), 'stock.count.posted');
  }

  @Post(':count/cancellation')
  @Allow(stockPolicy.keep)
  async cancel(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const [outletId, id] = whichOf(ask);
    await this.counts.cancel(outletId, id, ask.actor);
    return seeOther(paths.counts(outletId), 'stock.count.cancelled');
  }
}

/** The lot that is counted next: the first one after the last that was not counted yet, or else the first of all. */
function nextToCount(sheet: readonly SheetLine[], after: string): SheetLine | undefined {
  const from = sheet.findIndex(({ lotId }) => lotId === after) + 1;
  const left = (lines: readonly SheetLine[]) => lines.find(({ counted }) => counted === null);
  return left(sheet.slice(from)) ?? left(sheet);
}

const whichOf = (ask: Ask): [outletId: string, count: string] => [ask.key('outletId'), ask.key('count')];
