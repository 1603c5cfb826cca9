import { Injectable } from '@nestjs/common';
import type { Language } from '../config/settings.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { KeptAsides } from '../stock/kept-aside/kept-aside.service.js';
import { PrescriptionQueries } from '../visits/prescriptions.queries.js';

/** What a counter is to hand out: what a doctor prescribed here, and what it keeps for patients of other clinics. */
@Injectable()
export class HandingOut {
  constructor(
    private readonly prescriptions: PrescriptionQueries,
    private readonly kept: KeptAsides,
  ) {}

  async at(outletId: string, language: Language) {
    const [prescribed, kept] = await Promise.all([
      this.prescriptions.toHandOut(outletId),
      this.kept.at(outletId),
    ]);
    return {
      toHandOut: prescribed.map((one) => ({ ...one, name: medicineName(one.medicine, language) })),
      keptAside: kept.map((one) => ({ ...one, name: medicineName(one.medicine, language) })),
    };
  }
}
