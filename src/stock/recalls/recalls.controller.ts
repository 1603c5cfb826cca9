import { Controller, Get, Post } from '@nestjs/common';
import { medicineChoices, medicineName } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Proposals } from '../../staff/proposals/proposals.service.js';
import { Again } from '../../web/again.js';
import { Ask, Asked } from '../../web/ask.js';
import { Form } from '../../web/form.js';
import { listed } from '../../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../../web/page.js';
import { paths } from '../../web/paths.js';
import { NotFound } from '../../web/refusals.js';
import { stockPolicy } from '../stock.policy.js';
import { LiftingForm, RecallForm } from './recall.form.js';
import { Receivers } from './receivers.js';
import { type RecallLine, RecallsQueries } from './recalls.queries.js';
import { isRunning, Recalls } from './recalls.service.js';

/** Lots that nobody may take any more. */
@Controller('recalls')
export class RecallsController {
  constructor(
    private readonly recalls: Recalls,
    private readonly queries: RecallsQueries,
    private readonly receivers: Receivers,
    private readonly medicines: Medicines,
    private readonly proposals: Proposals,
  ) {}

  @Get()
  @Allow(stockPolicy.see)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const read = async (skip: number, take: number) => {
      const lines = await this.queries.list(ask.actor.reach, skip, take);
      return lines.map((line) => shown(line, ask));
    };
    return page('stock/recalls/index', { list: await listed(ask, read) });
  }

  @Get('new')
  @Allow(stockPolicy.recall)
  async new(@Asked() ask: Ask<Actor>): Promise<Page> {
    const medicines = await this.medicines.all();
    return page('stock/recalls/new', {
      medicines: medicineChoices(medicines, ask.language),
    });
  }

  @Post()
  @Allow(stockPolicy.recall)
  @Again('new')
  async create(@Form() form: RecallForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = await this.recalls.announce(form, ask.actor);
    return seeOther(paths.recall(id), 'stock.recall.announced');
  }

  @Get(':recall')
  @Allow(stockPolicy.see)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const id = ask.key('recall');
    const { reach } = ask.actor;
    const [line, shelves, proposal] = await Promise.all([
      this.queries.line(id, reach),
      this.queries.shelves(id, reach),
      this.proposals.waitingFor(id),
    ]);
    if (!line) throw new NotFound();
    return page('stock/recalls/show', {
      recall: shown(line, ask),
      shelves,
      proposal,
      list: stockPolicy.trace.allows(ask.actor)
        ? await listed(ask, (skip, take) => this.receivers.receivedOf(id, reach, skip, take))
        : undefined,
    });
  }

  @Post(':recall/closing')
  @Allow(stockPolicy.recall)
  async close(@Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.recalls.close(ask.key('recall'), ask.actor);
    return seeOther(paths.recall(ask.key('recall')), 'stock.recall.closed');
  }

  @Post(':recall/lifting')
  @Allow(stockPolicy.recall)
  @Again('show')
  async proposeLifting(@Form() form: LiftingForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.recalls.proposeLifting(ask.key('recall'), form.reason, ask.actor);
    return seeOther(paths.recall(ask.key('recall')), 'staff.proposals.made');
  }
}

const shown = (line: RecallLine, ask: Ask) => ({
  ...line,
  name: medicineName(line, ask.language),
  running: isRunning(line),
});
