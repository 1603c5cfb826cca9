import type { DoctorLine } from '../../doctors/doctors.service.js';
import { kilometres, type Position } from '../../network/domain/distance.js';
import type { Outlet } from '../../network/outlet.entity.js';
import { grouped } from '../../rostering/problem/grouped.js';

/** Outlets weighed for a doctor: the nearest, and where they were or are to be anyway. */
const outletsWeighed = 20;
/** Kilometres assumed where an outlet or a home hospital has no coordinates. */
const assumedKm = 10;

interface Placed {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A doctor who was, is or may be at an outlet. */
interface Going {
  readonly doctorId: string;
  readonly outletId: string;
}

/** Kilometres: of each doctor from home to the outlets weighed for them, and between outlets of one doctor. */
export interface Ways {
  readonly fromHome: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly between: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The outlets weighed for each doctor with their kilometres, and the ways between those of one doctor. */
export function waysOf(
  doctors: readonly DoctorLine[],
  outlets: readonly Outlet[],
  homes: ReadonlyMap<string, Placed>,
  going: readonly Going[],
): Ways {
  const between: Record<string, Record<string, number>> = {};
  const goes = grouped(going, ({ doctorId }) => doctorId);
  const fromHome = new Map(
    doctors.map((doctor) => {
      const home = homes.get(doctor.homeFacilityId);
      const anyway = new Set((goes.get(doctor.id) ?? []).map(({ outletId }) => outletId));
      const covered = new Set(doctor.districtIds);
      const near = outlets
        .filter(({ id, districtId }) => covered.has(districtId) || anyway.has(id))
        .map((outlet) => ({ outlet, kilometres: way(home, outlet) }))
        .sort((a, b) => a.kilometres - b.kilometres)
        .filter(({ outlet }, rank) => rank < outletsWeighed || anyway.has(outlet.id));
      for (const { outlet: a } of near)
        for (const { outlet: b } of near)
          if (a.id < b.id && between[a.id]?.[b.id] === undefined) (between[a.id] ??= {})[b.id] = way(a, b);
      return [doctor.id, new Map(near.map(({ outlet, kilometres }) => [outlet.id, kilometres]))] as const;
    }),
  );
  return { fromHome, between };
}

function way(a: Placed | undefined, b: Placed): number {
  const [from, to] = [a && positionOf(a), positionOf(b)];
  return from && to ? tenth(kilometres(from, to)) : assumedKm;
}

function positionOf({ latitude, longitude }: Placed): Position | undefined {
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

const tenth = (value: number) => Math.round(value * 10) / 10;
