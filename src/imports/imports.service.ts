import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Acting } from '../staff/actor.js';
import { NetworkOfficersOnly } from '../staff/domain/refusals.js';
import { refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import { readTable } from './read-table.js';
import type { Table } from './table.js';
import { AlreadyApplied, Applying } from './applying.service.js';
import { type Counts, countsOf } from './domain/changeset.js';
import { ImportTargets } from './import-targets.js';
import type { Compared } from './import-target.js';
import { chosenBefore, keepChosen } from './heading-memory.js';
import { ImportedRecord } from './imported-record.entity.js';
import { type ImportKind, RegisterImport, stateColumns } from './register-import.entity.js';
import { sourceOf } from './source-of.js';
import { chosenOf, type SaidColumns } from './said-columns.js';
import { TakingBack } from './taking-back.service.js';

/** A column that every row needs is not in the file: which, by the headings that would do, and those that it has. */
export const ColumnMissing = refusal('column-missing', { kind: 'invalid', field: 'file' });

/** What the file does not state was guessed, and nobody has said that the guesses are right. */
export const GuessesNotAccepted = refusal('guesses-not-accepted', { kind: 'invalid', field: 'file' });

/** The register, or the choice of rows, is no longer what was looked at. */
export const ChangesetMoved = refusal('changeset-moved');

export interface Changeset extends Compared {
  readonly counts: Counts;
  /** Stands for exactly these lines: what is applied is what was looked at. */
  readonly digest: string;
}

/** Brings registers in from files: looked at as a changeset, then applied. */
@Injectable()
export class Imports {
  private readonly log = new Logger(Imports.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly targets: ImportTargets,
    private readonly applying: Applying,
    private readonly takingBack: TakingBack,
  ) {}

  /** Takes a file in, to be looked at. @throws UnreadableTable @throws NetworkOfficersOnly */
  async upload(
    kind: ImportKind,
    file: { readonly name: string; readonly content: Buffer; readonly sheet?: string },
    actor: Acting,
  ): Promise<string> {
    const table = await this.read(kind, file, actor);
    return this.units.run(actor, async (unit) => {
      const id = unit.newKey();
      const said = await chosenBefore(unit.manager, senderOf(kind, actor), table.headings);
      await unit.manager.insert(RegisterImport, {
        id,
        kind,
        fileName: file.name.slice(0, 200),
        table,
        chosen: said,
        uploadedAt: unit.at,
        uploadedBy: actor.id,
      });
      await unit.record({
        name: 'import.uploaded',
        subject: { kind: 'import', id },
        after: { kind, file: file.name },
      });
      return id;
    });
  }

  /** @throws NotFound, also for somebody else's upload */
  async find(id: string, actor: Acting): Promise<RegisterImport> {
    const found = await this.reader.of(RegisterImport).findOneBy({ id });
    if (!found || found.uploadedBy !== actor.id) throw new NotFound();
    return found;
  }

  /** How far an import is, without its file. @throws NotFound, also for somebody else's upload */
  async state(id: string, actor: Acting): Promise<RegisterImport> {
    const found = await this.reader.of(RegisterImport).findOne({ select: stateColumns, where: { id } });
    if (!found || found.uploadedBy !== actor.id) throw new NotFound();
    return found;
  }

  /** What the file would change now. */
  async changeset(
    found: Pick<RegisterImport, 'kind' | 'table' | 'chosen' | 'leftAlone'>,
    actor: Acting,
  ): Promise<Changeset> {
    const target = this.targets.of(found.kind);
    return withDigest(await target.compare(sourceOf(found), this.reader.manager, actor.reach));
  }

  /**
   * Says which heading holds which field, also for the next file with the same headings.
   * @throws AlreadyApplied @throws NotFound
   */
  async sayColumns(id: string, columns: SaidColumns, actor: Acting): Promise<void> {
    const found = await this.find(id, actor);
    if (found.appliedAt || found.applyingSince) throw new AlreadyApplied();
    const said = chosenOf(columns, this.targets.of(found.kind).columns, found.table.headings);
    await this.units.run(actor, async (unit) => {
      const open = { id, applyingSince: IsNull(), appliedAt: IsNull() };
      const changed = await unit.manager.update(RegisterImport, open, { chosen: said });
      if (changed.affected !== 1) throw new AlreadyApplied();
      await keepChosen(unit, senderOf(found.kind, actor), found.table.headings, said);
      await unit.record({ name: 'import.columns-said', subject: { kind: 'import', id }, after: said });
    });
  }

  /** Leaves some fields of the register as they are. @throws AlreadyApplied @throws NotFound */
  async leave(id: string, fields: readonly string[], actor: Acting): Promise<void> {
    const found = await this.find(id, actor);
    if (found.appliedAt || found.applyingSince) throw new AlreadyApplied();
    await this.units.run(actor, async (unit) => {
      const open = { id, applyingSince: IsNull(), appliedAt: IsNull() };
      const changed = await unit.manager.update(RegisterImport, open, { leftAlone: [...fields] });
      if (changed.affected !== 1) throw new AlreadyApplied();
      await unit.record({ name: 'import.fields-left', subject: { kind: 'import', id }, after: { fields } });
    });
  }

  /**
   * Begins to apply an import as it was looked at, and goes on after the caller has answered.
   * @throws AlreadyApplied @throws ChangesetMoved
   */
  async begin(id: string, digest: string, taken: readonly number[], actor: Acting): Promise<void> {
    const found = await this.find(id, actor);
    if (found.appliedAt || found.applyingSince) throw new AlreadyApplied();
    const changeset = await this.changeset(found, actor);
    if (changeset.digest !== digest) throw new ChangesetMoved();
    await this.applying.begin(id, changeset, taken, actor);
    this.applying.goOn(id).catch((error: unknown) => this.log.error(error));
  }

  /**
   * Begins to take an import back, and goes on after the caller has answered.
   * @throws NothingToTakeBack @throws ReachesLess @throws NotFound
   */
  async beginTakingBack(id: string, actor: Acting): Promise<void> {
    await this.state(id, actor);
    await this.takingBack.begin(id, actor);
    this.takingBack.goOn(id).catch((error: unknown) => this.log.error(error));
  }

  /** Takes an import back, and answers when it is through. @throws NothingToTakeBack @throws NotFound */
  async takeBack(id: string, actor: Acting): Promise<void> {
    await this.state(id, actor);
    await this.takingBack.begin(id, actor);
    await this.takingBack.goOn(id);
  }

  /** How many records went back when an import was taken back, and how many stayed. */
  async outcomes(id: string): Promise<{ back: number; kept: number }> {
    const records = this.reader.of(ImportedRecord);
    const back = await records.countBy({ importId: id, outcome: 'back' });
    return { back, kept: (await records.countBy({ importId: id })) - back };
  }

  /** The records that stayed, and why, in the order of the file. */
  async kept(id: string, skip: number, take: number): Promise<ImportedRecord[]> {
    return this.reader.of(ImportedRecord).find({
      select: { importId: true, number: true, row: true, register: true, name: true, outcome: true },
      where: { importId: id, outcome: Not('back') },
      order: { number: 'ASC' },
      skip,
      take,
    });
  }

  /**
   * Reads, compares and, unless it is a trial, applies a file, and answers when it is through: with the import's key.
   * @throws ColumnMissing @throws GuessesNotAccepted
   */
  async importFile(
    kind: ImportKind,
    content: Buffer,
    actor: Acting,
    { dryRun, acceptGuesses }: { readonly dryRun: boolean; readonly acceptGuesses: boolean },
  ): Promise<Counts & { readonly id?: string }> {
    const table = await this.read(kind, { content }, actor);
    const chosen = await chosenBefore(this.reader.manager, senderOf(kind, actor), table.headings);
    const tried = await this.changeset({ kind, table, chosen, leftAlone: null }, actor);
    this.assertWhole(kind, table, tried.missing);
    if (dryRun) return tried.counts;
    const guessed = new Set(
      tried.lines.flatMap((line) => (line.verdict === 'new' ? (line.guessed ?? []) : [])),
    );
    if (guessed.size > 0 && !acceptGuesses) throw new GuessesNotAccepted({ fields: [...guessed].join(', ') });
    const id = await this.upload(kind, { name: kind, content }, actor);
    const changeset = await this.changeset(await this.find(id, actor), actor);
    if (changeset.digest !== tried.digest) throw new ChangesetMoved();
    await this.applying.begin(id, changeset, [], actor);
    await this.applying.goOn(id);
    return { id, ...changeset.counts };
  }

  /** @throws NetworkOfficersOnly for what holds everywhere, to an officer of some districts @throws UnreadableTable */
  private async read(
    kind: ImportKind,
    { content, sheet }: { readonly content: Buffer; readonly sheet?: string },
    actor: Acting,
  ): Promise<Table> {
    const { ofNetwork, columns } = this.targets.of(kind);
    if (ofNetwork && actor.reach.over !== 'network') throw new NetworkOfficersOnly();
    return readTable(content, { columns, sheet });
  }

  /** @throws ColumnMissing */
  private assertWhole(kind: ImportKind, { headings }: Table, missing: readonly string[]): void {
    if (missing.length === 0) return;
    const { columns } = this.targets.of(kind);
    const wanted = missing.map((field) => columns[field]!.slice(0, 3).join(' / '));
    throw new ColumnMissing({ columns: wanted.join('; '), found: headings.filter(Boolean).join(', ') });
  }
}

/** What somebody says of a file's columns holds for their own files. */
const senderOf = (kind: ImportKind, { id }: Acting): string => `${kind} ${id ?? ''}`;

function withDigest(compared: Compared): Changeset {
  const told = compared.lines.map(({ row, verdict, changes, facts }) => [row, verdict, changes, facts]);
  const digest = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
  return { ...compared, counts: countsOf(compared.lines), digest };
}
