import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Calendar } from '../../config/calendar.js';
import { Reader } from '../../database/connections.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import type { Unit } from '../../database/unit.js';
import { isApproved } from '../../network/domain/approval.js';
import { Outlet } from '../../network/outlet.entity.js';
import { Outlets } from '../../network/outlets.service.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import type { Acting } from '../../staff/actor.js';
import { NotFound } from '../../web/refusals.js';
import { usable } from '../domain/first-expired.js';
import { NotEnoughThere } from '../domain/refusals.js';
import { heldShelf } from '../ledger/held.js';
import { Lot } from '../ledger/lot.entity.js';
import { KeptAside } from './kept-aside.entity.js';

/** How long a clinic keeps something for a patient who is on the way. */
const keptForMs = 3600_000;

export interface Wanted {
  readonly holderId: string;
  readonly medicineId: string;
  readonly units: number;
}

/** What the holder's counter reads: for whom how much of what, and until when. */
export interface KeptLine extends KeptAside {
  readonly asker: string;
  readonly askerTelephone: string | null;
  readonly medicine: Medicine;
}

/** What clinics keep for each other's patients. */
@Injectable()
export class KeptAsides {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outlets: Outlets,
    private readonly calendar: Calendar,
  ) {}

  /**
   * Has another clinic keep some for an hour. Asked again it is the new figure and a new hour.
   * @throws NotEnoughThere where less is there that nobody else is promised @throws NotFound
   */
  async keep(askerId: string, { holderId, medicineId, units }: Wanted, actor: Acting): Promise<KeptAside> {
    return this.units.runHolding(actor, async (unit) => {
      await this.outlets.findIn(unit, askerId, actor.reach);
      const today = this.calendar.dayOf(unit.at);
      const holder = await unit.manager.findOneBy(Outlet, { id: holderId });
      if (!holder || holderId === askerId || !isApproved(holder.state, holder.approvedUntil, today))
        throw new NotFound();
      await unit.hold(heldShelf({ outletId: holderId, medicineId }));
      await this.end(unit, { askerId, holderId, medicineId });
      const lots = await unit.manager.findBy(Lot, { outletId: holderId, medicineId });
      const there = usable(lots, today);
      const promised = await unit.manager.findBy(KeptAside, { ...standing(unit.at), holderId, medicineId });
      const left = there - promised.reduce((sum, one) => sum + one.units, 0);
      if (left < units) throw new NotEnoughThere({ outlet: holder.name, left: Math.max(0, left) });
      const kept: KeptAside = {
        id: unit.newKey(),
        ...{ askerId, holderId, medicineId, units },
        keptAt: unit.at,
        keptBy: actor.id,
        until: new Date(unit.at.getTime() + keptForMs),
        endedAt: null,
      };
      await unit.manager.insert(KeptAside, kept);
      await unit.record({
        name: 'stock.kept-aside',
        subject: { kind: 'outlet', id: holderId },
        outletId: holderId,
        after: { medicineId, units, for: askerId, until: kept.until },
      });
      return kept;
    });
  }

  /** It was handed out, or nobody comes for it. Over already, it stays so. @throws NotFound */
  async free(holderId: string, id: string, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, holderId, actor.reach);
      const kept = await unit.manager.findOneBy(KeptAside, { id, holderId });
      if (!kept) throw new NotFound();
      const { affected } = await unit.manager.update(
        KeptAside,
        { id, endedAt: IsNull() },
        { endedAt: unit.at },
      );
      if (affected !== 1) return;
      await unit.record({
        name: 'stock.kept-aside-ended',
        subject: { kind: 'outlet', id: holderId },
        outletId: holderId,
        after: { medicineId: kept.medicineId, units: kept.units, for: kept.askerId },
      });
    });
  }

  /** What a clinic keeps for others now, what is over soonest first. */
  async at(holderId: string): Promise<KeptLine[]> {
    const kept = await this.reader
      .of(KeptAside)
      .find({ where: { ...standing(this.calendar.now()), holderId }, order: { until: 'ASC' } });
    if (kept.length === 0) return [];
    const [askers, medicines] = await Promise.all([
      this.reader.of(Outlet).findBy({ id: In(kept.map(({ askerId }) => askerId)) }),
      this.reader.of(Medicine).findBy({ id: In(kept.map(({ medicineId }) => medicineId)) }),
    ]);
    return kept.flatMap((one) => {
      const asker = askers.find(({ id }) => id === one.askerId);
      const medicine = medicines.find(({ id }) => id === one.medicineId);
      return asker && medicine
        ? [{ ...one, asker: asker.name, askerTelephone: asker.telephone, medicine }]
        : [];
    });
  }

  /** What is kept of a medicine anywhere now. */
  of(medicineId: string): Promise<KeptAside[]> {
    return this.reader.of(KeptAside).findBy({ ...standing(this.calendar.now()), medicineId });
  }

  private async end(
    unit: Unit,
    which: Pick<KeptAside, 'askerId' | 'holderId' | 'medicineId'>,
  ): Promise<void> {
    await unit.manager.update(KeptAside, { endedAt: IsNull(), ...which }, { endedAt: unit.at });
  }
}

/** What is promised at an instant. */
const standing = (at: Date) => ({ endedAt: IsNull(), until: MoreThan(at) });
