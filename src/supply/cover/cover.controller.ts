import { Controller, Get } from '@nestjs/common';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Registers } from '../../network/registers.service.js';
import type { Actor } from '../../staff/actor.js';
import { Allow } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { listed } from '../../web/listed.js';
import { type Page, page } from '../../web/page.js';
import { supplyPolicy } from '../supply.policy.js';
import { CoverBoard } from './cover-board.js';
import { coverLines, medicineCover, outletLines } from './cover.page.js';

/** How long stock lasts: the network, its districts, its outlets. */
@Controller('cover')
export class CoverController {
  constructor(
    private readonly board: CoverBoard,
    private readonly registers: Registers,
    private readonly medicines: Medicines,
  ) {}

  @Get()
  @Allow(supplyPolicy.seeCover)
  async index(@Asked() ask: Ask<Actor>): Promise<Page> {
    const { snapshot, outlets, ...scope } = await this.scope(ask);
    return page('supply/cover/index', {
      at: snapshot.at,
      ...scope,
      outlets: outlets.length,
      lines: coverLines(snapshot.medicines, outlets, scope.shown, ask.language),
    });
  }

  @Get(':medicine')
  @Allow(supplyPolicy.seeCover)
  async show(@Asked() ask: Ask<Actor>): Promise<Page> {
    const medicine = await this.medicines.find(ask.key('medicine'));
    const { snapshot, outlets, ...scope } = await this.scope(ask);
    const lines = outletLines(medicine.id, outlets);
    return page('supply/cover/show', {
      at: snapshot.at,
      ...scope,
      medicine,
      name: medicineName(medicine, ask.language),
      cover: medicineCover(medicine.id, outlets),
      list: await listed(ask, async (skip, take) => lines.slice(skip, skip + take), lines.length),
    });
  }

  /** The outlets within reach, of one district if it is asked for; which districts there are to choose from and to show. */
  private async scope(ask: Ask<Actor>) {
    const districts = await this.registers.districtsOf(ask.actor);
    const { snapshot, outlets } = await this.board.outlets(ask.actor.reach);
    const district = districts.find(({ id }) => id === ask.query('district'));
    return {
      snapshot,
      districts,
      district,
      shown: district ? [] : districts.length > 1 ? districts : [],
      outlets: district ? outlets.filter(({ districtId }) => districtId === district.id) : outlets,
    };
  }
}
