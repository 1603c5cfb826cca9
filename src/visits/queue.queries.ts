import { Injectable } from '@nestjs/common';
import { In, IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { addDays, type Day, minutesBetween } from '../config/domain/calendar.js';
import { median } from '../config/domain/median.js';
import { instantText } from '../database/columns.js';
import { Reader } from '../database/connections.js';
import { Outlet } from '../network/outlet.entity.js';
import { Patient } from '../patients/patient.entity.js';
import { highest, type Level, rank } from '../triage/domain/level.js';
import { dispositions, sendsAway } from './domain/disposition.js';
import { Visit } from './visit.entity.js';

/** Somebody who waits for the visiting doctor. */
export interface Waiting {
  readonly visit: Visit;
  readonly patient: string;
  readonly sex: Patient['sex'];
  readonly bornOn: Day;
  readonly outlet: string;
  /** Minutes so far. */
  readonly waited: number;
  /** Minutes until they are to be measured again; negative when it is time. */
  readonly measureIn?: number;
}

interface Raw {
  patient_name: string;
  sex: Patient['sex'];
  born_on: Day;
  outlet_name: string;
}

/** Who waits at an outlet, taken together. */
export interface WaitingPlace {
  readonly patients: number;
  /** For how long the first of them has waited. */
  readonly minutes: number;
  /** Of the gravest. */
  readonly level: Level;
  /** The same, level by level. */
  readonly byLevel: readonly { readonly level: Level; readonly patients: number; readonly minutes: number }[];
}

/** As many of the gravest as a doctor takes in a session, several times over. */
const mostOnline = 200;

/** For so long a counter is told of whom a doctor online has sent on. */
const toldForMs = 2 * 3600_000;
const outcomesAway = dispositions.filter(sendsAway);

/** Who waits for the visiting doctor at an outlet, since yesterday. */
@Injectable()
export class QueueQueries {
  constructor(
    private readonly reader: Reader,
    private readonly calendar: Calendar,
  ) {}

  /** How many wait, and for how many minutes those waited whom the doctor has seen today; undefined before the first. */
  async length(outletId: string): Promise<{ patients: number; minutes?: number }> {
    const seen = {
      outletId,
      on: this.calendar.today(),
      disposition: 'doctor' as const,
      seenAt: Not(IsNull()),
    };
    const [patients, visits] = await Promise.all([
      this.reader.of(Visit).countBy(this.waiting(outletId)),
      this.reader.of(Visit).find({ select: { id: true, at: true, seenAt: true }, where: seen }),
    ]);
    const minutes = median(visits.map(({ at, seenAt }) => minutesBetween(at, seenAt!)));
    return { patients, minutes: minutes === undefined ? undefined : Math.round(minutes) };
  }

  /** How many wait for the visiting doctor, of the outlets where anybody does. */
  async waitingByOutlet(): Promise<Map<string, number>> {
    return new Map([...(await this.waitingPlaces())].map(([id, { patients }]) => [id, patients]));
  }

  /** The outlets where anybody waits for the visiting doctor: how many, since when the first, how grave the gravest. */
  async waitingPlaces(): Promise<Map<string, WaitingPlace>> {
    const rows = await this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .select('visit.outlet_id', 'outletId')
      .addSelect('visit.level', 'level')
      .addSelect('COUNT(*)', 'count')
      .addSelect('MIN(visit.at)', 'since')
      .where(this.waiting())
      .groupBy('visit.outlet_id')
      .addGroupBy('visit.level')
      .getRawMany<{ outletId: string; level: Level | null; count: string; since: string }>();
    const now = this.calendar.now();
    const places = new Map<string, WaitingPlace>();
    for (const { outletId, level, count, since } of rows) {
      const before = places.get(outletId);
      const minutes = minutesBetween(new Date(since), now);
      places.set(outletId, {
        patients: (before?.patients ?? 0) + Number(count),
        minutes: Math.max(before?.minutes ?? 0, minutes),
        level: highest([before?.level ?? 'self-care', level ?? 'doctor']),
        byLevel: [...(before?.byLevel ?? []), { level: level ?? 'doctor', patients: Number(count), minutes }],
      });
    }
    return places;
  }

  /** The most urgent first, then who has waited longest. */
  async list(outletId: string): Promise<Waiting[]> {
    return this.inOrder(this.people().where(this.waiting(outletId)));
  }

  /** Who waits for a doctor online, anywhere, since a day. */
  async online(since: Day): Promise<Waiting[]> {
    // Two conditions, each as its index has it.
    return this.inOrder(
      this.people()
        .where(
          `(visit.disposition = 'online' AND visit.seen_at IS NULL AND visit.left_at IS NULL AND visit.on >= :since)
          OR (visit.outcome = 'online' AND visit.left_at IS NULL AND visit.on >= :since)`,
          { since },
        )
        .addSelect(
          `CASE visit.level WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'doctor' THEN 2 ELSE 3 END`,
          'grave',
        )
        .orderBy('grave')
        .addOrderBy('visit.at')
        .limit(mostOnline),
    );
  }

  /** Whom a doctor online has just sent to a hospital: they stand at this counter, and somebody must see them off. */
  async sentOnline(outletId: string): Promise<Waiting[]> {
    const now = this.calendar.now();
    return this.inOrder(
      this.people()
        .where({
          outletId,
          on: In(this.lately()),
          outcome: In(outcomesAway),
          disposition: 'online' as const,
        })
        .andWhere('visit.seen_at > :since', { since: instantText(new Date(now.getTime() - toldForMs)) }),
    );
  }

  /** Whom another outlet has sent to the doctor here, until the counter here has logged them. */
  async sentHere(outletId: string): Promise<Waiting[]> {
    const on = this.lately();
    return this.inOrder(
      this.people()
        .where('visit.sent_to_id = :outletId AND visit.on IN (:...on)', { outletId, on })
        .andWhere(
          `NOT EXISTS (SELECT 1 FROM visit later
             WHERE later.patient_id = visit.patient_id AND later.outlet_id = :outletId AND later.at > visit.left_at)`,
        ),
    );
  }

  /** Who waits for a doctor, here or online, anywhere in the network, and of whom nobody has told the officers yet. */
  async untold(): Promise<Pick<Visit, 'id' | 'at' | 'level'>[]> {
    const on = In(this.lately());
    const still = { on, leftAt: IsNull(), waitToldAt: IsNull() };
    return this.reader.of(Visit).find({
      select: { id: true, at: true, level: true },
      where: [
        { ...still, disposition: 'doctor', seenAt: IsNull() },
        { ...still, disposition: 'online', seenAt: IsNull() },
        { ...still, outcome: 'online' },
        // Who was sent next door waits until they are logged there.
        { ...still, leftAt: Not(IsNull()), sentToId: Not(IsNull()) },
      ],
    });
  }

  private people(): SelectQueryBuilder<Visit> {
    return this.reader
      .of(Visit)
      .createQueryBuilder('visit')
      .innerJoin(Patient, 'patient', 'patient.id = visit.patient_id')
      .innerJoin(Outlet, 'outlet', 'outlet.id = visit.outlet_id')
      .addSelect('patient.name', 'patient_name')
      .addSelect('patient.sex', 'sex')
      .addSelect('patient.born_on', 'born_on')
      .addSelect('outlet.name', 'outlet_name');
  }

  private async inOrder(query: SelectQueryBuilder<Visit>): Promise<Waiting[]> {
    const { entities, raw } = await query.getRawAndEntities<Raw>();
    const now = this.calendar.now();
    return entities
      .map((visit, i) => ({
        visit,
        patient: raw[i]!.patient_name,
        sex: raw[i]!.sex,
        bornOn: raw[i]!.born_on,
        outlet: raw[i]!.outlet_name,
        waited: minutesBetween(visit.at, now),
        measureIn: visit.measureAgainAt
          ? Math.ceil((visit.measureAgainAt.getTime() - now.getTime()) / 60_000)
          : undefined,
      }))
      .sort((a, b) => levelOf(b.visit) - levelOf(a.visit) || a.visit.at.getTime() - b.visit.at.getTime());
  }

  /** Today, and yesterday too: nobody is forgotten because the day ended. */
  private lately(): Day[] {
    return [this.calendar.today(), addDays(this.calendar.today(), -1)];
  }

  private waiting(outletId?: string) {
    const on = In(this.lately());
    const here = outletId === undefined ? {} : { outletId };
    return { ...here, on, disposition: 'doctor' as const, seenAt: IsNull(), leftAt: IsNull() };
  }
}

const levelOf = ({ level }: Visit) => rank((level ?? 'doctor') satisfies Level);
