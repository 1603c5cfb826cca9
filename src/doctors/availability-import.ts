import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual, type EntityManager } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { Reader } from '../database/connections.js';
import { these } from '../database/these.js';
import type { Unit } from '../database/unit.js';
import { changeset, type Line } from '../imports/domain/changeset.js';
import type { Compared, ImportTarget, WriteLine } from '../imports/import-target.js';
import type { ImportedRegister } from '../imports/imported-register.js';
import { ImportTargets } from '../imports/import-targets.js';
import type { State } from '../imports/domain/taking-back.js';
import type { Reach } from '../staff/actor.js';
import type { RowSource } from '../imports/domain/rows.js';
import { Availabilities } from './availabilities.service.js';
import { Lendings } from './lending.service.js';
import { Availability, AvailabilityException, Loan } from './availability.entity.js';
import { Doctor, DoctorDistrict } from './doctor.entity.js';
import { unsaid } from './domain/availability.js';
import {
  availabilityHeadings,
  availabilityKind,
  type AvailabilityRow,
  otherwiseOf,
  otherwiseText,
  readAvailabilityRows,
  rowOfWeek,
  weekOfRow,
} from './domain/availability-rows.js';

type Changed = readonly { readonly field: string }[];

const changed = (fields: State): Changed => Object.keys(fields).map((field) => ({ field }));

/** Files of when doctors can: a row is what a doctor whom the register knows says of any week. */
@Injectable()
export class AvailabilityImport implements ImportTarget, OnModuleInit {
  /** What a doctor says, by the doctor; a file adds nobody. */
  readonly registers: readonly [ImportedRegister] = [
    {
      name: 'availability',
      nameOf: ({ licenceNumber, name }) => `${licenceNumber as string} ${name as string}`,
      states: async (manager, ids) =>
        new Map((await this.register(manager, ids)).map(({ id, facts }) => [id, { ...facts }])),
      // Days that are over by now are nobody's to change.
      comparable: (state) => ({ ...state, otherwise: this.ahead(state.otherwise as string | undefined) }),
      putBack: (unit, id, fields, now) =>
        this.say(unit, id, { ...now, ...fields } as AvailabilityRow, changed(fields)),
      remove: () => Promise.reject(new Error('No line of a file adds a doctor.')),
    },
  ];

  readonly columns = availabilityHeadings;

  constructor(
    private readonly targets: ImportTargets,
    private readonly availabilities: Availabilities,
    private readonly lendings: Lendings,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.targets.offer('availability', this);
  }

  async compare(table: RowSource, manager: EntityManager, reach: Reach): Promise<Compared> {
    const { parsed, missing } = readAvailabilityRows(table, this.calendar.today());
    const register = await this.register(manager);
    const known = new Map(register.map(({ id, facts }) => [id, facts]));
    const isMine = await this.doctorsWithin(manager, reach);
    const lines = changeset(availabilityKind, parsed, register, table).map((line): Line => {
      if (line.verdict === 'new')
        return {
          row: line.row,
          verdict: 'rejected',
          facts: line.facts,
          rejection: { reason: 'unknown-doctor', column: 'licenceNumber' },
        };
      if (line.verdict === 'changed' && !isMine(line.recordId!))
        return {
          row: line.row,
          verdict: 'rejected',
          facts: line.facts,
          rejection: { reason: 'doctor-elsewhere', column: 'licenceNumber' },
        };
      // The register's name stands; a file says it for those who read it.
      const changes = line.changes?.filter(({ field }) => field !== 'name' && field !== 'licenceNumber');
      if (!line.recordId || line.verdict !== 'changed') return line;
      const facts = { ...line.facts!, name: known.get(line.recordId)!.name };
      return { ...line, facts, changes, verdict: changes!.length > 0 ? 'changed' : 'unchanged' };
    });
    return { lines, missing };
  }

  async writer(unit: Unit): Promise<WriteLine> {
    return async ({ recordId, facts, changes }) => {
      await this.say(unit, recordId!, facts as AvailabilityRow, changes ?? []);
      return [];
    };
  }

  private async say(unit: Unit, id: string, row: AvailabilityRow, changes: Changed): Promise<void> {
    const { mostHours, overtime, otherwise } = row;
    await this.availabilities.sayIn(unit, id, { week: weekOfRow(row), mostHours, overtime });
    const { lent = true, lentFrom: from, lentUntil: until } = row;
    if (changes.some(({ field }) => field.startsWith('lent')))
      await this.lendings.lendIn(unit, id, { lent, from: from || null, until: until || null });
    if (otherwise !== undefined)
      await this.availabilities.replaceOtherwiseIn(unit, id, otherwiseOf(otherwise)!);
  }

  /** Tells which doctors are registered in somebody's districts. */
  private async doctorsWithin(manager: EntityManager, reach: Reach): Promise<(id: string) => boolean> {
    if (reach.over === 'network') return () => true;
    const ids = reach.over === 'districts' ? [...reach.ids] : [];
    const rows = ids.length > 0 ? await manager.findBy(DoctorDistrict, { districtId: In(ids) }) : [];
    const mine = new Set(rows.map(({ doctorId }) => doctorId));
    return (id) => mine.has(id);
  }

  /** What every working doctor says of any week, as a file writes it. */
  async rows(): Promise<AvailabilityRow[]> {
    return (await this.register(this.reader.manager)).map(({ facts }) => facts);
  }

  /** Of what was said of days, those from today on. */
  private ahead(otherwise = ''): string {
    const today = this.calendar.today();
    return otherwiseText((otherwiseOf(otherwise) ?? []).filter(({ on }) => on >= today));
  }

  /** What working doctors say, all of them or some. */
  private async register(
    manager: EntityManager,
    only?: readonly string[],
  ): Promise<{ id: string; facts: AvailabilityRow }[]> {
    const doctors = await manager.find(Doctor, {
      where: { struckOffAt: IsNull(), ...these(only) },
      order: { name: 'ASC' },
    });
    const said = await manager.findBy(Availability, { doctorId: In(doctors.map(({ id }) => id)) });
    const exceptions = await manager.findBy(AvailabilityException, {
      on: MoreThanOrEqual(this.calendar.today()),
    });
    const otherwise = new Map(doctors.map(({ id }) => [id, exceptions.filter((one) => one.doctorId === id)]));
    const loans = await manager.findBy(Loan, { doctorId: In(doctors.map(({ id }) => id)) });
    const loanOf = new Map(loans.map((loan) => [loan.doctorId, loan]));
    const saidOf = new Map(said.map((one) => [one.doctorId, one]));
    return doctors.map(({ id, licenceNumber, name }) => {
      const { week, mostHours, overtime } = saidOf.get(id) ?? unsaid;
      const { lent, from, until } = loanOf.get(id) ?? { lent: true, from: null, until: null };
      const facts = {
        licenceNumber,
        name,
        ...rowOfWeek(week),
        mostHours,
        overtime,
        otherwise: otherwiseText(otherwise.get(id)!),
        lent,
        lentFrom: from ?? '',
        lentUntil: until ?? '',
      };
      return { id, facts };
    });
  }
}
