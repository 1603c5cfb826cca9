import { Controller, Get } from '@nestjs/common';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { csvText, csvType } from '../web/csv.js';
import { translate } from '../web/language.js';
import { Download } from '../web/page.js';
import { workbook, xlsxType } from '../web/workbook.js';
import { AvailabilityImport } from './availability-import.js';
import { doctorsPolicy } from './doctors.policy.js';
import { exportHeadings, exportRow } from './domain/availability-rows.js';

/** When doctors can, as a file: changed in a spreadsheet, it can be imported again. */
@Controller('doctors')
export class AvailabilityFileController {
  constructor(private readonly availability: AvailabilityImport) {}

  @Get('availability.csv')
  @Allow(doctorsPolicy.see)
  async csv(): Promise<Download> {
    const rows = (await this.availability.rows()).map(exportRow);
    return new Download('availability.csv', csvType, csvText([exportHeadings, ...rows]));
  }

  @Get('availability.xlsx')
  @Allow(doctorsPolicy.see)
  async xlsx(@Asked() ask: Ask): Promise<Download> {
    const rows = (await this.availability.rows()).map(exportRow);
    const name = translate(ask.language, 'doctors.availability');
    return new Download(
      'availability.xlsx',
      xlsxType,
      await workbook([{ name, headings: exportHeadings, rows }]),
    );
  }
}
