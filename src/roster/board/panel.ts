import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../../config/domain/calendar.js';
import { slotKey } from '../network/slot-key.js';
import { type DoctorLine, Doctors } from '../../doctors/doctors.service.js';
import { Drafts } from '../draft/drafts.service.js';
import type { CostChange } from '../draft/judging.js';
import { type SeatPlace, type SeatKey } from '../draft/draft-act.js';
import { seatOf } from '../draft/seats.js';
import type { PlannedSeat } from '../draft/draft.entity.js';
import type { Board } from './board.queries.js';
import { costLines, signed } from './cost-words.js';
import { Explaining, type Offer } from './explaining.js';
import { placeRef, seatRef } from './refs.js';

/** Explains what an officer points at: a doctor's seat, or an outlet's slot. */
@Injectable()
export class Panel {
  constructor(
    private readonly drafts: Drafts,
    private readonly doctors: Doctors,
  ) {}

  /** Every doctor who works, for choosing one that was not offered. */
  everybody(): Promise<DoctorLine[]> {
    return this.doctors.working();
  }

  /** Why a doctor is there, who could come instead, and where else they could go; undefined when they are not there. */
  async seat(board: Board, key: SeatKey) {
    const seat = board.seats.find((one) => seatRef(one) === seatRef(key));
    if (!seat) return undefined;
    const outlet = board.outlets.find(({ id }) => id === seat.outletId)!;
    const { without, instead, elsewhere } = (await this.explaining(board)).seat(seatOf(seat));
    const others = board.seats.filter((one) => one.outletId !== seat.outletId && one.slot === seat.slot);
    return {
      kind: 'seat',
      ref: seatRef(seat),
      doctor: board.doctors.get(seat.doctorId)!,
      outlet,
      on: seat.on,
      slot: seat.slot,
      locked: seat.locked,
      was: this.formerly(board, seat),
      assignment: board.published.find(
        (duty) => seatRef(duty) === seatRef(seat) && duty.outletId === seat.outletId,
      )?.id,
      worth: costLines(without).map((line) => ({ ...line, amount: signed(line.amount) })),
      instead: instead.map(offerLine),
      elsewhere: elsewhere
        .filter(({ outlet: id }) => board.outlets.some((one) => one.id === id))
        .map((place) => ({
          ref: placeRef({ outletId: place.outlet, on: seat.on, slot: seat.slot }),
          name: place.name,
          ...costPage(place.cost),
        })),
      swaps: others
        .filter(({ on }) => on === seat.on)
        .map((one) => ({
          id: seatRef(one),
          name: `${board.doctors.get(one.doctorId)!.name} · ${this.outletName(board, one.outletId)}`,
        }))
        .sort(byName),
      places: board.outlets
        .filter(({ id }) => id !== outlet.id)
        .map(({ id, name }) => ({ id: placeRef({ outletId: id, on: seat.on, slot: seat.slot }), name })),
    };
  }

  /** What a session needs, why nobody else comes, and who could. */
  async place(board: Board, { outletId, on, slot }: SeatPlace) {
    const outlet = board.outlets.find(({ id }) => id === outletId);
    if (!outlet || !board.days.includes(on)) return undefined;
    const { gaps, free, busy } = (await this.explaining(board)).place(outletId, slotKey(on, slot));
    return {
      kind: 'place',
      ref: placeRef({ outletId, on, slot }),
      outlet,
      on,
      slot,
      gaps: gaps.map(({ need, lacking, excluded, couldGo }) => ({
        scope: need.scope,
        lacking,
        visits: need.expected,
        couldGo,
        excluded: Object.entries(excluded)
          .map(([rule, count]) => ({ rule, count }))
          .sort((a, b) => b.count - a.count),
      })),
      free: free.map((offer) => ({ ...offerLine(offer), place: { outletId, on, slot } })),
      busy: busy
        .filter(({ from }) => board.outlets.some(({ name }) => name === from))
        .map((offer) => ({
          ...offerLine(offer),
          place: { outletId, on, slot },
          assignment: board.published.find(
            (duty) => duty.doctorId === offer.doctorId && duty.on === on && duty.slot === slot,
          )?.id,
          seat: seatRef({ doctorId: offer.doctorId, on, slot }),
        })),
    };
  }

  private async explaining({ week }: Board): Promise<Explaining> {
    return new Explaining(await this.drafts.problem(week), await this.drafts.coming(week));
  }

  /** Where a doctor whose seat is new is published to be in this slot. */
  private formerly({ published }: Board, seat: PlannedSeat): string | undefined {
    const duty = published.find((one) => seatRef(one) === seatRef(seat));
    return duty && duty.outletId !== seat.outletId ? duty.outlet : undefined;
  }

  private outletName(board: Board, id: string): string {
    return board.outlets.find((outlet) => outlet.id === id)?.name ?? '';
  }
}

/** An offer as it is printed. */
export function offerLine({ doctorId, name, from, cost }: Offer) {
  return { doctorId, name, from, ...costPage(cost) };
}

/** What a change costs as it is printed. */
export function costPage(cost: CostChange) {
  return {
    total: signed(cost.total),
    cheaper: cost.total < 0,
    terms: costLines(cost).map((line) => ({ ...line, amount: signed(line.amount) })),
  };
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** The week before and the week after, for turning over. */
export const neighbours = (week: Day) => ({ former: addDays(week, -7), next: addDays(week, 7) });
