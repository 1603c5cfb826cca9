import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import type { Slot } from '../network/domain/opening-hours.js';
import type { Acting } from '../staff/actor.js';
import { HomeMinimum, Loan } from './availability.entity.js';
import { Doctor } from './doctor.entity.js';
import type { Lending } from './domain/availability.js';
import { DaysReversed } from './domain/refusals.js';

/** A home hospital's doctor, and whether it lends them. */
export interface Lent extends Lending {
  readonly doctor: Doctor;
}

const keepsNone = { morning: 0, afternoon: 0, evening: 0 };

/** Whom home hospitals lend, from when to when, and how many stay. */
@Injectable()
export class Lendings {
  constructor(
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /** A home's working doctors with what it said of each, and how many it keeps. */
  async of(facilityId: string): Promise<{ lent: Lent[]; keeps: Record<Slot, number> }> {
    const doctors = await this.reader
      .of(Doctor)
      .find({ where: { homeFacilityId: facilityId, struckOffAt: IsNull() }, order: { name: 'ASC' } });
    const [loans, keeps] = await Promise.all([
      this.reader.of(Loan).findBy({ doctorId: In(doctors.map(({ id }) => id)) }),
      this.reader.of(HomeMinimum).findOneBy({ facilityId }),
    ]);
    const known = new Map(loans.map((loan) => [loan.doctorId, loan]));
    const always = { lent: true, from: null, until: null };
    const { morning, afternoon, evening } = keeps ?? keepsNone;
    return {
      lent: doctors.map((doctor) => {
        const { lent, from, until } = known.get(doctor.id) ?? always;
        return { doctor, lent, from, until };
      }),
      keeps: { morning, afternoon, evening },
    };
  }

  /** Says whether and when a doctor is lent. @throws DaysReversed */
  async lend(doctorId: string, lending: Lending, actor: Acting): Promise<void> {
    await this.units.run(actor, (unit) => this.lendIn(unit, doctorId, lending));
  }

  /** The same as part of another act. @throws DaysReversed */
  async lendIn(unit: Unit, doctorId: string, { lent, from, until }: Lending): Promise<void> {
    if (from !== null && until !== null && until < from) throw new DaysReversed();
    const before = await unit.manager.findOneBy(Loan, { doctorId });
    await unit.manager.upsert(Loan, { doctorId, lent, from, until }, ['doctorId']);
    await unit.record({
      name: lent ? 'doctor.lent' : 'doctor.kept',
      subject: { kind: 'doctor', id: doctorId },
      before: before ? { lent: before.lent, from: before.from, until: before.until } : undefined,
      after: { lent, from, until },
    });
  }

  /** Says how many of its lent doctors a home keeps at least in each slot. */
  async keep(facilityId: string, keeps: Readonly<Record<Slot, number>>, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      const before = await unit.manager.findOneBy(HomeMinimum, { facilityId });
      const { morning, afternoon, evening } = keeps;
      await unit.manager.upsert(HomeMinimum, { facilityId, morning, afternoon, evening }, ['facilityId']);
      await unit.record({
        name: 'facility.keeps-doctors',
        subject: { kind: 'facility', id: facilityId },
        before: before
          ? { morning: before.morning, afternoon: before.afternoon, evening: before.evening }
          : undefined,
        after: { morning, afternoon, evening },
      });
    });
  }
}
