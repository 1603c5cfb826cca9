import { Injectable } from '@nestjs/common';
import { NewKeys } from '../../database/new-keys.js';
import { medicineName } from '../../medicines/domain/medicine.js';
import { Medicines } from '../../medicines/medicines.service.js';
import { Outlets } from '../../network/outlets.service.js';
import type { Actor } from '../../staff/actor.js';
import type { Ask } from '../../web/ask.js';
import { LotsQueries } from '../ledger/lots.queries.js';

/** What a page about one lot shows: the lot, its medicine, and the key of the movement to come. */
@Injectable()
export class LotPage {
  constructor(
    private readonly lots: LotsQueries,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
    private readonly keys: NewKeys,
  ) {}

  /** @param ask of a path with `outletId` and `lotId` @throws NotFound */
  async of(ask: Ask<Actor>) {
    const outlet = await this.outlets.find(ask.key('outletId'), ask.actor.reach);
    const lot = await this.lots.lot(outlet.id, ask.key('lotId'));
    const medicine = await this.medicines.find(lot.medicineId);
    return {
      outlet,
      lot,
      name: medicineName(medicine, ask.language),
      unit: medicine.unit,
      id: this.keys.next(),
    };
  }
}
