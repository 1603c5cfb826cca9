import { Injectable } from '@nestjs/common';
import type { Language } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { nearness } from '../medicines/domain/stand-in.js';
import type { Medicine } from '../medicines/medicine.entity.js';
import { nearestFirst, shownKilometres } from '../network/domain/distance.js';
import { KeptAsides } from '../stock/kept-aside/kept-aside.service.js';
import { CoverBoard } from '../supply/cover/cover-board.js';

/** Where else a medicine is, and what could be given in its place. */
export interface Shortage {
  readonly neighbours: readonly {
    readonly name: string;
    readonly telephone: string | null;
    readonly kilometres?: number;
    /** Units that nobody else is promised. */
    readonly usable: number;
    readonly id: string;
    /** It keeps some for this outlet. */
    readonly keptUntil?: Date;
  }[];
  readonly medicineId: string;
  /** Units that are lacking here. */
  readonly wanted: number;
  readonly standIns: readonly {
    readonly name: string;
    readonly near: string;
    readonly usable: number;
    readonly unit: string;
  }[];
}

const most = 3;

/** What a counter needs when the shelf has less than is to be given. Stock is read from what is held in memory. */
@Injectable()
export class Shortages {
  constructor(
    private readonly board: CoverBoard,
    private readonly kept: KeptAsides,
  ) {}

  /** @param wanted units; undefined where there is enough here */
  async of(
    medicine: Medicine,
    { outletId, usable, wanted }: { outletId: string; usable: number; wanted: number },
    language: Language,
  ): Promise<Shortage | undefined> {
    if (usable >= wanted) return undefined;
    const { outlets, medicines } = await this.board.snapshot();
    const here = outlets.find(({ id }) => id === outletId);
    const kept = await this.kept.of(medicine.id);
    const neighbours = outlets
      .flatMap((outlet) => {
        const keptThere = kept.filter(({ holderId }) => holderId === outlet.id);
        const own = keptThere.find(({ askerId }) => askerId === outletId);
        const others = keptThere.filter((one) => one !== own).reduce((sum, { units }) => sum + units, 0);
        const usable = (outlet.shelves.get(medicine.id)?.usable ?? 0) - others;
        if (outlet.id === outletId || !outlet.clinic || usable < wanted) return [];
        const { id, name, telephone } = outlet;
        const kilometres = here && shownKilometres(here, outlet);
        return [{ id, name, telephone, kilometres, usable, keptUntil: own?.until }];
      })
      .sort((a, b) => nearestFirst(a, b) || b.usable - a.usable)
      .slice(0, most);
    const standIns = medicines
      .flatMap((other) => {
        const near = nearness(medicine, other);
        const onHand = here?.shelves.get(other.id)?.usable ?? 0;
        if (!near || onHand === 0) return [];
        return [{ name: medicineName(other, language), near, usable: onHand, unit: other.unit }];
      })
      .sort((a, b) => b.near.localeCompare(a.near) || b.usable - a.usable)
      .slice(0, most);
    return { neighbours, standIns, medicineId: medicine.id, wanted };
  }
}
