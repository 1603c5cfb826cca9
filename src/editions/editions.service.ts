import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Calendar } from '../config/calendar.js';
import type { Day } from '../config/domain/calendar.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { insertOne } from '../database/insert-many.js';
import { KeptReads } from '../database/kept-reads.js';
import { unlessDuplicate } from '../database/unless-duplicate.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Doctor } from '../doctors/doctor.entity.js';
import type { Actor } from '../staff/actor.js';
import {
  type Edition,
  editions,
  isEdition,
  newestEdition,
  oldestEdition,
} from '../triage/domain/editions.js';
import { BegunEdition, EditionSignature } from './edition.entity.js';
import {
  BeginsTooSoon,
  DoctorsSign,
  EditionBegun,
  NothingTried,
  SignaturesMissing,
  SignedBefore,
} from './refusals.js';

/** What a doctor saw of an edition before signing it. */
export interface Tried {
  readonly from: Day;
  readonly to: Day;
  readonly visits: number;
  readonly changed: number;
}

const homesNeeded = 2;
/** Of a network that was never judged otherwise. */
const always: Day = '1900-01-01';

/** Which edition of the rules judges on a day, and what must happen before a newer one does. */
@Injectable()
export class Editions implements OnApplicationBootstrap {
  /** The editions whose day is set. */
  readonly begun: () => Promise<readonly BegunEdition[]>;

  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly calendar: Calendar,
    kept: KeptReads,
  ) {
    this.begun = kept.one(['edition.begun'], (manager) => manager.find(BegunEdition));
  }

  /** A new network begins with the newest edition. */
  async onApplicationBootstrap(): Promise<void> {
    if ((await this.reader.of(BegunEdition).count()) > 0) return;
    await this.units.run(theProgram, async (unit) => {
      const id = unit.newKey();
      const first = { id, edition: newestEdition, beginsOn: always, setAt: unit.at, setBy: null };
      await unit.manager.createQueryBuilder().insert().into(BegunEdition).values(first).orIgnore().execute();
      const subject = { kind: 'edition', id };
      await unit.record({ name: 'edition.begun', subject, after: { edition: newestEdition } });
    });
  }

  /** The edition that judges visits of a day. */
  async inForce(on: Day): Promise<Edition> {
    const begun = (await this.begun()).filter(({ beginsOn }) => beginsOn <= on);
    const at = begun.map(({ edition }) => editions.indexOf(edition));
    return editions[Math.max(0, ...at)] ?? oldestEdition;
  }

  /** The edition that judges a visit again: the one that judged it first. */
  async ofVisit({ ruleSet, on }: { ruleSet: string | null; on: Day }): Promise<Edition> {
    return isEdition(ruleSet) ? ruleSet : this.inForce(on);
  }

  signatures(edition: Edition): Promise<EditionSignature[]> {
    return this.reader.of(EditionSignature).find({ where: { edition }, order: { at: 'ASC' } });
  }

  /**
   * A doctor signs an edition after having seen what it would change.
   * @throws DoctorsSign @throws SignedBefore @throws EditionBegun @throws NothingTried
   */
  async sign(edition: Edition, tried: Tried, actor: Actor): Promise<void> {
    const { doctorId } = actor;
    if (!doctorId) throw new DoctorsSign();
    if (tried.visits === 0) throw new NothingTried();
    await this.units.runHolding(actor, async (unit) => {
      if (await unit.manager.existsBy(BegunEdition, { edition })) throw new EditionBegun();
      const { homeFacilityId: facilityId } = await unit.manager.findOneByOrFail(Doctor, { id: doctorId });
      const { from: triedFrom, to: triedTo, visits, changed } = tried;
      const id = unit.newKey();
      const signature = { id, edition, doctorId, facilityId, triedFrom, triedTo, visits, changed };
      await unlessDuplicate(
        () => new SignedBefore(),
        () => insertOne(unit, EditionSignature, { ...signature, at: unit.at, by: actor.id }),
      );
      const subject = { kind: 'edition', id };
      await unit.record({ name: 'edition.signed', subject, after: signature });
    });
  }

  /**
   * Sets the day from which an edition judges; visits before it keep theirs.
   * @throws SignaturesMissing @throws BeginsTooSoon @throws EditionBegun
   */
  async begin(edition: Edition, beginsOn: Day, actor: Actor): Promise<void> {
    await this.units.runHolding(actor, async (unit) => {
      const signed = await unit.manager.findBy(EditionSignature, { edition });
      if (new Set(signed.map(({ facilityId }) => facilityId)).size < homesNeeded)
        throw new SignaturesMissing();
      if (beginsOn <= this.calendar.dayOf(unit.at)) throw new BeginsTooSoon();
      const id = unit.newKey();
      await unlessDuplicate(
        () => new EditionBegun(),
        () => insertOne(unit, BegunEdition, { id, edition, beginsOn, setAt: unit.at, setBy: actor.id }),
      );
      const subject = { kind: 'edition', id };
      await unit.record({ name: 'edition.begun', subject, after: { edition, beginsOn } });
    });
  }
}
