import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Acting } from '../staff/actor.js';
import { NetworkOfficersOnly } from '../staff/domain/refusals.js';
import { refusal } from '../web/domain/refusal.js';
import { NotFound } from '../web/refusals.js';
import { readTable } from './read-table.js';
import type { Table } from './table.js';
import { type Counts, countsOf, type Line } from './domain/changeset.js';
import { ImportTargets } from './import-targets.js';
import type { Compared } from './import-target.js';
import { type ImportKind, RegisterImport } from './register-import.entity.js';

const leaseMs = 5 * 60_000;

/** A column that every row needs is not in the file. */
export const ColumnMissing = refusal('column-missing', { kind: 'invalid', field: 'file' });

/** The register, or the choice of rows, is no longer what was looked at. */
export const ChangesetMoved = refusal('changeset-moved');

/** The import was applied before, or is just being applied. */
export const AlreadyApplied = refusal('already-applied');

export interface Changeset extends Compared {
  readonly counts: Counts;
  /** Stands for exactly these lines: what is applied is what was looked at. */
  readonly digest: string;
}

/** Brings registers in from files: looked at as a changeset, then applied whole. */
@Injectable()
export class Imports {
  private readonly log = new Logger(Imports.name);
  private readonly progress = new Map<string, number>();

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly targets: ImportTargets,
    private readonly calendar: Calendar,
  ) {}

  /** Takes a file in, to be looked at. @throws UnreadableFile @throws TooManyRows @throws ColumnMissing */
  async upload(kind: ImportKind, file: { name: string; content: Buffer }, actor: Acting): Promise<string> {
    const table = await this.readable(kind, file.content, actor);
    return this.units.run(actor, async (unit) => {
      const id = unit.newKey();
      await unit.manager.insert(RegisterImport, {
        id,
        kind,
        fileName: file.name.slice(0, 200),
        table,
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

  /** What the file would change now. */
  async changeset(
    { kind, table }: Pick<RegisterImport, 'kind' | 'table'>,
    actor: Acting,
  ): Promise<Changeset> {
    return withDigest(await this.targets.of(kind).compare(table, this.reader.manager, actor.reach));
  }

  /** How far the applying of an import has come, 0 to 1. */
  progressOf(id: string): number {
    return this.progress.get(id) ?? 0;
  }

  /** Whether an import is being applied at this moment. */
  isRunning({ appliedAt, applyingSince }: RegisterImport): boolean {
    return (
      !appliedAt &&
      applyingSince !== null &&
      this.calendar.now().getTime() - applyingSince.getTime() < leaseMs
    );
  }

  /**
   * Begins to apply an import, and goes on after the caller has answered.
   * @throws AlreadyApplied
   */
  async begin(id: string, digest: string, taken: readonly number[], actor: Acting): Promise<void> {
    const found = await this.find(id, actor);
    if (found.appliedAt || this.isRunning(found)) throw new AlreadyApplied();
    const { digest: now } = await this.changeset(found, actor);
    if (now !== digest) throw new ChangesetMoved();
    await this.units.run(actor, (unit) =>
      unit.manager.update(RegisterImport, { id }, { applyingSince: unit.at }),
    );
    this.apply(found, digest, taken, actor)
      .catch(async (error: unknown) => {
        this.log.error(error);
        await this.units.run(actor, (unit) =>
          unit.manager.update(RegisterImport, { id }, { applyingSince: null }),
        );
      })
      .finally(() => this.progress.delete(id));
  }

  /** Reads, compares and, unless it is a trial, applies a file in one go. */
  async importFile(
    kind: ImportKind,
    content: Buffer,
    actor: Acting,
    { dryRun }: { dryRun: boolean },
  ): Promise<Counts> {
    const table = await this.readable(kind, content, actor);
    if (dryRun) return (await this.changeset({ kind, table }, actor)).counts;
    return this.units.run(actor, async (unit) => {
      const compared = await this.targets.of(kind).compare(table, unit.manager, actor.reach);
      return this.write(unit, kind, compared.lines, []);
    });
  }

  /** @throws NetworkOfficersOnly for what holds everywhere, to an officer of some districts */
  private async readable(kind: ImportKind, content: Buffer, actor: Acting): Promise<Table> {
    const target = this.targets.of(kind);
    if (target.ofNetwork && actor.reach.over !== 'network') throw new NetworkOfficersOnly();
    const table = await readTable(content);
    const { missing } = await target.compare({ ...table, rows: [] }, this.reader.manager, actor.reach);
    if (missing.length > 0) throw new ColumnMissing({ columns: missing.join(', ') });
    return table;
  }

  private async apply(
    found: RegisterImport,
    digest: string,
    taken: readonly number[],
    actor: Acting,
  ): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const target = this.targets.of(found.kind);
      const compared = withDigest(await target.compare(found.table, unit.manager, actor.reach));
      if (compared.digest !== digest) throw new ChangesetMoved();
      const counts = await this.write(unit, found.kind, compared.lines, taken, (share) =>
        this.progress.set(found.id, share),
      );
      await unit.manager.update(RegisterImport, { id: found.id }, { appliedAt: unit.at, counts });
    });
  }

  /** Writes the new and changed lines, and those possible duplicates that were taken after all. */
  private async write(
    unit: Unit,
    kind: ImportKind,
    lines: readonly Line[],
    taken: readonly number[],
    report: (share: number) => void = () => undefined,
  ): Promise<Counts> {
    const writeLine = await this.targets.of(kind).writer(unit);
    const chosen = lines.filter(
      ({ verdict, row }) =>
        verdict === 'new' || verdict === 'changed' || (verdict === 'duplicate' && taken.includes(row)),
    );
    for (const [index, line] of chosen.entries()) {
      await writeLine(line);
      report((index + 1) / chosen.length);
    }
    const counts = countsOf(lines);
    await unit.record({
      name: `${kind}.imported`,
      subject: { kind: 'import', id: unit.newKey() },
      after: { ...counts, taken: taken.length },
    });
    return counts;
  }
}

function withDigest(compared: Compared): Changeset {
  const told = compared.lines.map(({ row, verdict, changes }) => [row, verdict, changes]);
  const digest = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
  return { ...compared, counts: countsOf(compared.lines), digest };
}
