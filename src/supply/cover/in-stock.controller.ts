import { Controller, Get } from '@nestjs/common';
import { type Language, languages, Settings } from '../../config/settings.js';
import { medicineChoices } from '../../medicines/domain/medicine.js';
import { Allow, everyone } from '../../staff/policy.js';
import { Ask, Asked } from '../../web/ask.js';
import { listed } from '../../web/listed.js';
import { type Page, sharedPage } from '../../web/page.js';
import { NotFound } from '../../web/refusals.js';
import { CoverBoard } from './cover-board.js';
import { publicLines } from './in-stock.page.js';

/** Seconds that anybody may keep the page for. */
const keptFor = 60;

/**
 * Which clinics have which key medicine, for everybody, if the bureau has switched it on. It says nothing of anybody, is
 * the same for all, and is made from what is held in memory.
 */
@Controller('in-stock')
export class InStockController {
  constructor(
    private readonly board: CoverBoard,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Allow(everyone)
  async index(@Asked() ask: Ask): Promise<Page> {
    const snapshot = await this.board.snapshot();
    if (!snapshot.isPublic) throw new NotFound();
    const language = this.languageOf(ask);
    const medicines = snapshot.medicines.filter(({ key }) => key);
    const medicine = medicines.find(({ id }) => id === ask.query('medicine')) ?? medicines[0];
    const district = snapshot.districts.find(({ id }) => id === ask.query('district'));
    const lines = medicine ? publicLines(medicine.id, snapshot.outlets, district?.id) : [];
    const data = {
      language,
      other: languages.find((one) => one !== language),
      at: snapshot.at,
      medicines: medicineChoices(medicines, language),
      medicine: medicine?.id,
      districts: snapshot.districts,
      district: district?.id,
      list: await listed(ask, async (skip, take) => lines.slice(skip, skip + take), lines.length),
    };
    return sharedPage('supply/cover/in-stock', data, keptFor);
  }

  /** By the address alone: what is kept on the way must be the same for whoever opens it. */
  private languageOf(ask: Ask): Language {
    return languages.find((one) => one === ask.query('lang')) ?? this.settings.DEFAULT_LANGUAGE;
  }
}
