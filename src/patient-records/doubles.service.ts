import { Injectable, Logger } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { oneByOne } from '../config/one-by-one.js';
import { Round } from '../config/round.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { putMany } from '../database/insert-many.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { Patient } from '../patients/patient.entity.js';
import type { Acting } from '../staff/actor.js';
import { NotFound } from '../web/refusals.js';
import { likelyFrom, likeness } from './domain/likeness.js';
import { LikelyDouble } from './patient-record.entities.js';
import { assertReached } from './reached-patient.js';

const patientsAtOnce = 200;
/** A telephone that a whole village gives, or a name that thousands have, says little. */
const mostAlike = 30;

/** Who is likely there twice: each record is compared with those that share something rare, once, and after each change. */
@Injectable()
export class Doubles {
  private readonly log = new Logger(Doubles.name);

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** Compares the records that were made or changed since the last time. @returns how many */
  @Round({ name: 'likely-doubles', everySeconds: 30 })
  async sweep(): Promise<number> {
    const changed = await this.reader.of(Patient).find({
      where: { comparedAt: IsNull(), mergedIntoId: IsNull() },
      order: { registeredAt: 'ASC' },
      take: patientsAtOnce,
    });
    const done = await oneByOne(changed, this.log, (patient) =>
      this.units.run(theProgram, (unit) => this.compare(unit, patient)),
    );
    return done === patientsAtOnce ? done + (await this.sweep()) : done;
  }

  /**
   * Says that two records are two people: they are not asked about again, whatever changes.
   * @throws NotFound
   */
  async sayTwo(one: string, other: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const people = await Promise.all([one, other].map((id) => unit.manager.findOneBy(Patient, { id })));
      for (const patient of people) {
        if (!patient) throw new NotFound();
        await assertReached(unit.manager, patient, actor.reach);
      }
      const [firstId, secondId] = inOrder(one, other);
      const said = { saidTwoAt: unit.at, saidTwoBy: actor.id };
      const known = await unit.manager.findOneBy(LikelyDouble, { firstId, secondId });
      await putMany(unit, LikelyDouble, [
        { firstId, secondId, score: 0, foundAt: unit.at, ...known, ...said },
      ]);
      await unit.record({
        name: 'patient.said-two',
        subject: { kind: 'patient', id: firstId },
        after: { other: secondId },
      });
    });
  }

  private async compare(unit: Unit, patient: Patient): Promise<void> {
    for (const other of await this.alike(unit, patient)) {
      const { score } = likeness(patient, other);
      const [firstId, secondId] = inOrder(patient.id, other.id);
      const known = await unit.manager.findOneBy(LikelyDouble, { firstId, secondId });
      if (known?.saidTwoAt) continue;
      if (score < likelyFrom) {
        if (known) await unit.manager.delete(LikelyDouble, { firstId, secondId });
        continue;
      }
      const foundAt = known?.foundAt ?? unit.at;
      await putMany(unit, LikelyDouble, [
        { firstId, secondId, score, foundAt, saidTwoAt: null, saidTwoBy: null },
      ]);
    }
    // Of a record that changed meanwhile the newer version is compared later.
    const { id, version } = patient;
    await unit.manager.update(Patient, { id, version }, { comparedAt: unit.at });
  }

  /** Those that share a name, a telephone or a document, and those that were found like it before. */
  private async alike(unit: Unit, patient: Patient): Promise<Patient[]> {
    const { id, foldedName, bornOn, telephone, otherDocument } = patient;
    const yearBorn = bornOn.slice(0, 4);
    const found = await unit.manager
      .createQueryBuilder(Patient, 'patient')
      .where(
        `(patient.folded_name = :foldedName AND (patient.born_on LIKE :year OR patient.born_on LIKE :day OR patient.telephone = :telephone)
          OR patient.telephone = :telephone OR patient.other_document = :otherDocument)`,
        { foldedName, year: `${yearBorn}-%`, day: `%${bornOn.slice(4)}`, telephone, otherDocument },
      )
      .andWhere('patient.id <> :id AND patient.merged_into_id IS NULL', { id })
      .orderBy('patient.registered_at', 'DESC')
      .limit(mostAlike)
      .getMany();
    const before = await unit.manager.find(LikelyDouble, {
      where: [
        { firstId: id, saidTwoAt: IsNull() },
        { secondId: id, saidTwoAt: IsNull() },
      ],
    });
    const missing = before
      .map(({ firstId, secondId }) => (firstId === id ? secondId : firstId))
      .filter((other) => !found.some((one) => one.id === other));
    const others = await Promise.all(missing.map((other) => unit.manager.findOneBy(Patient, { id: other })));
    return [...found, ...others.filter((one) => one !== null && one.mergedIntoId === null)] as Patient[];
  }
}

/** The one that was registered first comes first: keys are in the order of time. */
export const inOrder = (one: string, other: string): [string, string] =>
  one < other ? [one, other] : [other, one];
