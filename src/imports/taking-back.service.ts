import { Injectable, Logger } from '@nestjs/common';
import { Equal, In, IsNull, LessThan, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Acting } from '../staff/actor.js';
import { refusal } from '../web/domain/refusal.js';
import { type State, type WayBack, wayBack } from './domain/taking-back.js';
import { leaseFrom, inTurns, someOf } from './batches.js';
import { ImportTargets } from './import-targets.js';
import { ImportedRecord } from './imported-record.entity.js';
import type { ImportedRegister } from './imported-register.js';
import { isTaken, referredTo } from './references.js';
import { RegisterImport, stateColumns } from './register-import.entity.js';

/** Nothing of it can be taken back: nothing was written, it is still being applied, or it was taken back before. */
export const NothingToTakeBack = refusal('nothing-to-take-back');

/** Whoever imported it reaches less than then: part of it is another's now. */
export const ReachesLess = refusal('reaches-less');

const recordsAtOnce = 32;

/**
 * Takes imports back, the last written record first, in units of work that are short. What was changed since, and what
 * something else refers to, stays as it is, and the page says so.
 */
@Injectable()
export class TakingBack {
  private readonly log = new Logger(TakingBack.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly targets: ImportTargets,
    private readonly calendar: Calendar,
  ) {}

  /** Notes that an import is to be taken back, and by whom. @throws NothingToTakeBack @throws ReachesLess */
  async begin(id: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const { applyingAs } = await stateOf(unit, id);
      if (applyingAs && !reachesAll(actor, applyingAs)) throw new ReachesLess();
      const begun = await unit.manager.update(
        RegisterImport,
        [
          // One that was stopped at a line has written those before it.
          { id, takingBackSince: IsNull(), recordsWritten: MoreThan(0), applyingSince: IsNull() },
          { id, takingBackSince: IsNull(), recordsWritten: MoreThan(0), appliedAt: Not(IsNull()) },
        ],
        {
          takingBackSince: unit.at,
          leasedUntil: leaseFrom(unit.at),
          applyingAs: { id: actor.id, role: actor.role, reach: actor.reach },
        },
      );
      if (begun.affected !== 1) throw new NothingToTakeBack();
    });
  }

  /** Goes on with those whose process has died. */
  @Round({ name: 'imports-back', everySeconds: 10 })
  async resume(): Promise<void> {
    const left = await this.reader.of(RegisterImport).find({
      select: { id: true },
      where: {
        takingBackSince: Not(IsNull()),
        takenBackAt: IsNull(),
        leasedUntil: LessThan(this.calendar.now()),
      },
    });
    await oneByOne(left, this.log, ({ id }) => this.goOn(id));
  }

  /** Takes back what is left of an import. */
  async goOn(id: string): Promise<void> {
    const { applyingAs, takenBackAt } = await this.reader.of(RegisterImport).findOneByOrFail({ id });
    if (takenBackAt || !applyingAs) return;
    await inTurns(() => this.units.run(applyingAs, (unit) => this.takeSome(unit, id)));
  }

  /** Takes some records back in a unit of work. @returns whether any are left */
  private async takeSome(unit: Unit, id: string): Promise<boolean> {
    const found = await stateOf(unit, id);
    if (found.takenBackAt) return false;
    const last = found.recordsWritten - found.recordsBack;
    const records = await this.nextRecords(unit, id, last);
    const done = records.length > 0 ? await this.takeBack(unit, found, records) : [];
    for (const outcome of new Set(done.map((one) => one.outcome))) {
      const numbers = done.filter((one) => one.outcome === outcome).map(({ number }) => number);
      await unit.manager.update(ImportedRecord, { importId: id, number: In(numbers) }, { outcome });
    }
    const isLast = done.length === last;
    await unit.manager.update(
      RegisterImport,
      { id },
      {
        recordsBack: found.recordsBack + done.length,
        leasedUntil: leaseFrom(unit.at),
        ...(isLast && { takenBackAt: unit.at }),
      },
    );
    if (isLast) await this.recordEnd(unit, id);
    return !isLast;
  }

  /** The last that are left, as far as they are of one register: a district goes after its outlets. */
  private async nextRecords(unit: Unit, importId: string, last: number): Promise<ImportedRecord[]> {
    const records = await unit.manager.find(ImportedRecord, {
      where: { importId, number: LessThanOrEqual(last) },
      order: { number: 'DESC' },
      take: recordsAtOnce,
    });
    const other = records.findIndex(({ register }) => register !== records[0]!.register);
    return other < 0 ? records : records.slice(0, other);
  }

  private async takeBack(unit: Unit, { kind }: RegisterImport, records: readonly ImportedRecord[]) {
    const name = records[0]!.register;
    const register = this.targets.of(kind).registers.find((one) => one.name === name)!;
    const keys = records.map(({ recordKey }) => recordKey);
    const now = await register.states(unit.manager, keys);
    const added = records.filter(({ was }) => was === null).map(({ recordKey }) => recordKey);
    const inUse =
      register.entity && added.length > 0
        ? await referredTo(unit.manager, register.entity, added)
        : new Set<string>();
    return someOf(records, async (record): Promise<Pick<ImportedRecord, 'number' | 'outcome'>> => {
      const state = now.get(record.recordKey);
      const way = await this.wayOf(unit, register, record, state, inUse);
      if (way.to === 'remove') await register.remove(unit, record.recordKey, state!);
      if (way.to === 'put-back') await register.putBack(unit, record.recordKey, way.fields, state!);
      return { number: record.number, outcome: way.to === 'keep' ? way.reason : 'back' };
    });
  }

  private async wayOf(
    unit: Unit,
    register: ImportedRegister,
    record: ImportedRecord,
    now: State | undefined,
    inUse: ReadonlySet<string>,
  ): Promise<WayBack> {
    const { entity } = register;
    const { was, became } = record;
    const comparable = (state: State) => register.comparable?.(state) ?? state;
    const way = wayBack({ was: was && comparable(was), became: comparable(became) }, now);
    if (way.to === 'remove' && inUse.has(record.recordKey)) return { to: 'keep', reason: 'in-use' };
    if (way.to !== 'put-back' || !entity) return way;
    const state = { ...now, ...way.fields };
    const taken = await isTaken(unit.manager, entity, record.recordKey, state, Object.keys(way.fields));
    return taken ? { to: 'keep', reason: 'taken' } : way;
  }

  private async recordEnd(unit: Unit, id: string): Promise<void> {
    const count = (back: boolean) =>
      unit.manager.countBy(ImportedRecord, { importId: id, outcome: back ? 'back' : Not(Equal('back')) });
    await unit.record({
      name: 'import.taken-back',
      subject: { kind: 'import', id },
      after: { back: await count(true), kept: await count(false) },
    });
  }
}

const stateOf = (unit: Unit, id: string): Promise<RegisterImport> =>
  unit.manager.findOneOrFail(RegisterImport, {
    select: { ...stateColumns, applyingAs: true },
    where: { id },
  });

/** Whether somebody reaches at least all that another reached. */
function reachesAll({ reach }: Acting, { reach: then }: Acting): boolean {
  if (reach.over === 'network') return true;
  if (reach.over !== 'districts' || then.over !== 'districts') return false;
  return then.ids.every((id) => reach.ids.includes(id));
}
