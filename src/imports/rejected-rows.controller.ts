import { Controller, Get } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Ask, Asked } from '../web/ask.js';
import { csvText, csvType } from '../web/csv.js';
import { translate } from '../web/language.js';
import { Download } from '../web/page.js';
import { workbook, xlsxType } from '../web/workbook.js';
import { rejectedRows } from './import.page.js';
import { importsPolicy } from './imports.policy.js';
import { Imports } from './imports.service.js';

/** The rows that were rejected, each with why, as a file that can be mended and sent again. */
@Controller('imports/:id')
export class RejectedRowsController {
  constructor(private readonly imports: Imports) {}

  @Get('rejected.xlsx')
  @Allow(importsPolicy.importRegisters)
  async xlsx(@Asked() ask: Ask<Actor>): Promise<Download> {
    const { name, lines } = await this.of(ask);
    const [headings, ...rows] = lines;
    const sheet = { name: translate(ask.language, 'imports.verdicts.rejected'), mended: true };
    return new Download(`${name}.xlsx`, xlsxType, await workbook([{ ...sheet, headings: headings!, rows }]));
  }

  @Get('rejected.csv')
  @Allow(importsPolicy.importRegisters)
  async csv(@Asked() ask: Ask<Actor>): Promise<Download> {
    const { name, lines } = await this.of(ask);
    return new Download(`${name}.csv`, csvType, csvText(lines));
  }

  private async of(ask: Ask<Actor>) {
    const found = await this.imports.find(ask.key('id'), ask.actor);
    const { lines } = await this.imports.changeset(found, ask.actor);
    const say = (key: string, values = {}) => translate(ask.language, key, values);
    return {
      name: `rejected-${found.fileName.replace(/[.]\w+$/, '')}`,
      lines: rejectedRows(found.table, lines, say),
    };
  }
}
