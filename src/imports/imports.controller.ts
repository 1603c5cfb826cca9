import { Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '../staff/actor.js';
import { Allow } from '../staff/policy.js';
import { Again } from '../web/again.js';
import { Ask, Asked } from '../web/ask.js';
import { Form } from '../web/form.js';
import { listed } from '../web/listed.js';
import { type Page, page, type SeeOther, seeOther } from '../web/page.js';
import { paths } from '../web/paths.js';
import type { UploadedFile } from '../web/upload.guard.js';
import { NotFound } from '../web/refusals.js';
import { ApplicationForm, LeavingForm, UploadForm } from './import.form.js';
import { changesetPage } from './import.page.js';
import { importsPolicy } from './imports.policy.js';
import { Imports } from './imports.service.js';
import { type ImportKind, importKinds, type RegisterImport } from './register-import.entity.js';

/** A register's file: uploaded, looked at as a changeset, applied. */
@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @Get(':kind/new')
  @Allow(importsPolicy.importRegisters)
  new(@Asked() ask: Ask<Actor>): Page {
    const kind = kindOf(ask);
    return page('imports/new', { kind, register: registerOf[kind] });
  }

  @Post(':kind')
  @Allow(importsPolicy.importRegisters)
  @Again('new')
  async create(@Form() form: UploadForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    const { name, content }: UploadedFile = form.file;
    const file = { name, content, sheet: form.sheet };
    return seeOther(paths.import(await this.imports.upload(kindOf(ask), file, ask.actor)));
  }

  @Get(':id')
  @Allow(importsPolicy.importRegisters)
  async show(@Asked() ask: Ask<Actor>): Promise<Page | SeeOther> {
    const found = await this.imports.find(ask.key('id'), ask.actor);
    const { id, kind, fileName } = found;
    const common = { id, kind, fileName, found, register: registerOf[kind] };
    if (found.takenBackAt) {
      const { back, kept } = await this.imports.outcomes(id);
      const records = await listed(ask, (skip, take) => this.imports.kept(id, skip, take), kept);
      return page('imports/taken-back', { ...common, back, kept: records });
    }
    if (isUnderWay(found)) return page('imports/progress', { ...common, ...progress(found) });
    if (found.appliedAt) return page('imports/applied', common);
    const changeset = await this.imports.changeset(found, ask.actor);
    if (changeset.missing.length > 0) return seeOther(paths.importColumns(id));
    return page('imports/show', {
      ...common,
      notes: found.table.notes,
      ...changesetPage(changeset, found, ask),
    });
  }

  /** Leaves some fields as they are in the register, whatever the file says. */
  @Post(':id/leaving')
  @Allow(importsPolicy.importRegisters)
  @Again('show')
  async leave(@Form() form: LeavingForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.imports.leave(ask.key('id'), form.leave, ask.actor);
    return seeOther(paths.import(ask.key('id')));
  }

  /** The progress bar alone; when the import is through, it sends the browser to the result. */
  @Get(':id/progress')
  @Allow(importsPolicy.importRegisters)
  async showProgress(@Asked() ask: Ask<Actor>): Promise<Page | SeeOther> {
    const found = await this.imports.state(ask.key('id'), ask.actor);
    const data = { id: found.id, ...progress(found) };
    if (!isUnderWay(found)) ask.goTo(paths.import(found.id));
    return page('imports/bar', data);
  }

  @Post(':id/application')
  @Allow(importsPolicy.importRegisters)
  @Again('show')
  async apply(@Form() form: ApplicationForm, @Asked() ask: Ask<Actor>): Promise<SeeOther> {
    await this.imports.begin(ask.key('id'), form.digest, form.take.map(Number), ask.actor);
    return seeOther(paths.import(ask.key('id')));
  }
}

/** Whether it is being applied, or taken back. */
const isUnderWay = ({ applyingSince, appliedAt, takingBackSince, takenBackAt }: RegisterImport) =>
  (applyingSince && !appliedAt) || (takingBackSince && !takenBackAt);

const progress = ({ takingBackSince, ...found }: RegisterImport) =>
  takingBackSince
    ? { going: 'imports.takingBack', done: found.recordsBack, total: found.recordsWritten }
    : { going: 'imports.applying', done: found.linesDone, total: found.linesTotal ?? 0 };

/** Where what was imported is seen. */
const registerOf: Record<ImportKind, { readonly title: string; readonly href: string }> = {
  outlets: { title: 'network.outlets', href: paths.outlets() },
  facilities: { title: 'facilities.facilities', href: paths.facilities() },
  capacity: { title: 'facilities.facilities', href: paths.facilities() },
  availability: { title: 'doctors.doctors', href: paths.doctors() },
  medicines: { title: 'medicines.medicines', href: paths.medicines() },
  'safety-rules': { title: 'medicines.safety.title', href: paths.safetyRules() },
};

function kindOf(ask: Ask): ImportKind {
  const kind = importKinds.find((one) => one === ask.param('kind'));
  if (!kind) throw new NotFound();
  return kind;
}
