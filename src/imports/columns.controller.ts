import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import { columnsPage } from './column-page.js';
import { ImportTargets } from './import-targets.js';
import { importsPolicy } from './imports.policy.js';
import { Imports } from './imports.service.js';
import { SaidColumns } from './said-columns.js';
import { sourceOf } from './source-of.js';

/** Which column of a file holds what, said by hand. */
@Controller('imports/:id/columns')
export class ColumnsController {
  constructor(
    private readonly imports: Imports,
    private readonly targets: ImportTargets,
  ) {}

  @Get()
  @Allow(importsPolicy.importRegisters)
  async edit(@Asked() ask: Ask<Actor>): Promise<Page> {
    const found = await this.imports.find(ask.key('id'), ask.actor);
    const { missing } = await this.imports.changeset(found, ask.actor);
    const { columns } = this.targets.of(found.kind);
    const { id, fileName, table } = found;
    return page('imports/columns', {
      id,
      fileName,
      notes: table.notes,
      missing,
      ...columnsPage(sourceOf(found), columns, missing, ask.language),
    });
  }

  @Post()
  @Allow(importsPolicy.importRegisters)
  @Again('edit')
  async update(@Form() form: SaidColumns, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const id = ask.key('id');
    await this.imports.sayColumns(id, form, ask.actor);
    return seeOther(paths.import(id), 'imports.columnsSaid');
  }
}
