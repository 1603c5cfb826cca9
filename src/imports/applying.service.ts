import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Acting } from '../staff/actor.js';
import { Refusal, refusal } from '../web/domain/refusal.js';
import { countsOf, type Line } from './domain/changeset.js';
import { keepWritten, statesBefore, type WrittenLine } from './keeping.js';
import { inTurns, leaseFrom, someOf } from './batches.js';
import { ImportTargets } from './import-targets.js';
import { RegisterImport, stateColumns } from './register-import.entity.js';
import { sourceOf } from './source-of.js';

/** The import was applied before, or is just being applied. */
export const AlreadyApplied = refusal('already-applied');

const linesAtOnce = 64;

/**
 * Applies imports: line by line in their order, in units of work that are short, so that no counter waits for a file.
 * How far it has come is written with the lines: after a kill it goes on where it stood, and no line is applied twice.
 */
@Injectable()
export class Applying {
  private readonly log = new Logger(Applying.name);
  private readonly me = randomUUID();

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly targets: ImportTargets,
    private readonly calendar: Calendar,
  ) {}

  /** Notes that an import is to be applied, and as whom. @throws AlreadyApplied where somebody was quicker */
  async begin(
    id: string,
    { lines }: { readonly lines: readonly Line[] },
    taken: readonly number[],
    actor: Acting,
  ): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const begun = await unit.manager.update(
        RegisterImport,
        { id, appliedAt: IsNull(), applyingSince: IsNull(), takingBackSince: IsNull() },
        {
          applyingSince: unit.at,
          applyingAs: { id: actor.id, role: actor.role, reach: actor.reach },
          counts: countsOf(lines),
          taken,
          appliedThrough: 0,
          linesDone: 0,
          linesTotal: lines.filter((line) => isChosen(line, taken)).length,
          leasedBy: this.me,
          leasedUntil: leaseFrom(unit.at),
        },
      );
      if (begun.affected !== 1) throw new AlreadyApplied();
    });
  }

  /** Goes on with imports whose process has died. */
  @Round({ name: 'imports', everySeconds: 10 })
  async resume(): Promise<void> {
    const left = await this.reader.of(RegisterImport).find({
      select: { id: true },
      where: {
        applyingSince: Not(IsNull()),
        appliedAt: IsNull(),
        leasedUntil: LessThan(this.calendar.now()),
      },
    });
    await oneByOne(left, this.log, ({ id }) => this.goOn(id));
  }

  /** Applies what is left of an import. @throws what a line was refused for; the lines before it stay applied */
  async goOn(id: string): Promise<void> {
    const found = await this.reader.of(RegisterImport).findOneByOrFail({ id });
    if (!found.applyingAs || found.appliedAt) return;
    const actor = found.applyingAs;
    try {
      const { kind, taken } = found;
      const target = this.targets.of(kind);
      const { lines } = await target.compare(sourceOf(found), this.reader.manager, actor.reach);
      const left = lines.filter((line) => line.row > found.appliedThrough && isChosen(line, taken ?? []));
      await inTurns(() => this.applySome(found, left, actor));
    } catch (error) {
      // Whatever else went wrong, the round tries again where it stood.
      if (!(error instanceof Refusal)) throw error;
      this.log.error(error);
      const stopped = { applyingSince: null, leasedBy: null, leasedUntil: null };
      await this.units.run(actor, (unit) => unit.manager.update(RegisterImport, { id }, stopped));
      throw error;
    }
  }

  /** Applies some lines in a unit of work. @returns whether any are left */
  private async applySome(found: RegisterImport, left: Line[], actor: Acting): Promise<boolean> {
    const { id, kind } = found;
    const applied = await this.units.run(actor, async (unit) => {
      await this.renew(unit, found);
      const target = this.targets.of(kind);
      const writeLine = await target.writer(unit);
      const next = left.slice(0, linesAtOnce);
      const before = await statesBefore(unit.manager, target, next);
      const written = await someOf(next, async (line) => ({ line, added: await writeLine(line) }));
      const { recordsWritten: after } = await stateOf(unit, id);
      const records = await keepWritten(unit, { importId: id, after }, target, written, before);
      await this.note(unit, id, { written, records, isLast: written.length === left.length });
      return written.length;
    });
    left.splice(0, applied);
    found.linesDone += applied;
    return left.length > 0;
  }

  /** @throws Error where somebody else has taken over, or went on meanwhile: a lease may run out while one waits */
  private async renew(unit: Unit, { id, linesDone: known }: RegisterImport): Promise<void> {
    const { leasedBy, leasedUntil, linesDone } = await stateOf(unit, id);
    if (linesDone !== known) throw new Error(`Import ${id} went on elsewhere.`);
    if (leasedBy !== this.me && leasedUntil && leasedUntil > unit.at)
      throw new Error(`Import ${id} is applied by another process.`);
    const lease = { leasedBy: this.me, leasedUntil: leaseFrom(unit.at) };
    await unit.manager.update(RegisterImport, { id }, lease);
  }

  private async note(unit: Unit, id: string, { written, records, isLast }: Batch): Promise<void> {
    const found = await stateOf(unit, id);
    const { kind, counts, taken } = found;
    await unit.manager.update(
      RegisterImport,
      { id },
      {
        appliedThrough: written.at(-1)?.line.row ?? found.appliedThrough,
        linesDone: found.linesDone + written.length,
        recordsWritten: found.recordsWritten + records,
        ...(isLast && { appliedAt: unit.at }),
      },
    );
    if (isLast)
      await unit.record({
        name: `${kind}.imported`,
        subject: { kind: 'import', id },
        after: { ...counts, taken: taken?.length ?? 0 },
      });
  }
}

/** What one unit of work applied. */
interface Batch {
  readonly written: readonly WrittenLine[];
  readonly records: number;
  readonly isLast: boolean;
}

/** How far an import is, without its file. */
const stateOf = (unit: Unit, id: string): Promise<RegisterImport> =>
  unit.manager.findOneOrFail(RegisterImport, { select: stateColumns, where: { id } });

/** The new and changed lines, and those possible duplicates that were taken after all. */
const isChosen = ({ verdict, row }: Line, taken: readonly number[]): boolean =>
  verdict === 'new' || verdict === 'changed' || (verdict === 'duplicate' && taken.includes(row));
