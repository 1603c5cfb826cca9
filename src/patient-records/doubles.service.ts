import { Injectable, Logger } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
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

/** A round compares so many, so that an old database is caught up with beside the counters, not before them. */
const patientsAtOnce = 500;
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
    return oneByOne(changed, this.log, (patient) =>
      this.units.run(theProgram, (unit) => this.compare(unit, patient)),
    );
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
    const { id, version } = patient;
    const known = await unit.manager.find(LikelyDouble, { where: [{ firstId: id }, { secondId: id }] });
    const otherOf = ({ firstId, secondId }: LikelyDouble) => (firstId === id ? secondId : firstId);
    const before = new Map(known.map((double) => [otherOf(double), double]));
    for (const other of await this.alike(unit, patient, [...before.keys()])) {
      const double = before.get(other.id);
      // What somebody has said of the two stands.
      if (double?.saidTwoAt) continue;
      const { score } = likeness(patient, other);
      const [firstId, secondId] = inOrder(id, other.id);
      if (score >= likelyFrom) {
        const found = { firstId, secondId, score, foundAt: double?.foundAt ?? unit.at };
        await putMany(unit, LikelyDouble, [{ ...found, saidTwoAt: null, saidTwoBy: null }]);
      } else if (double) await unit.manager.delete(LikelyDouble, { firstId, secondId });
    }
    // Of a record that changed meanwhile the newer version is compared later.
    await unit.manager.update(Patient, { id, version }, { comparedAt: unit.at });
  }

  /** Those that share a name, a telephone or a document, and those that were found like it before. */
  private async alike(unit: Unit, patient: Patient, before: readonly string[]): Promise<Patient[]> {
    const { id, foldedName, bornOn, telephone, otherDocument } = patient;
    const others = () =>
      unit.manager
        .createQueryBuilder(Patient, 'patient')
        .where('patient.id <> :id AND patient.merged_into_id IS NULL', { id });
    const found = await others()
      .andWhere(
        `(patient.folded_name = :foldedName AND (patient.born_on LIKE :year OR patient.born_on LIKE :day)
          OR patient.telephone = :telephone OR patient.other_document = :otherDocument)`,
        {
          ...{ foldedName, telephone, otherDocument },
          year: `${bornOn.slice(0, 4)}-%`,
          day: `%${bornOn.slice(4)}`,
        },
      )
      .orderBy('patient.registered_at', 'DESC')
      .limit(mostAlike)
      .getMany();
    const missing = before.filter((other) => !found.some((one) => one.id === other));
    if (missing.length === 0) return found;
    return [
      ...found,
      ...(await others()
        .andWhere({ id: In(missing) })
        .getMany()),
    ];
  }
}

/** The one that was registered first comes first: keys are in the order of time. */
const inOrder = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one]);
