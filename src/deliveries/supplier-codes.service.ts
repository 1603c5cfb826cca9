import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Medicines } from '../medicines/medicines.service.js';
import { Outlets } from '../network/outlets.service.js';
import type { Acting } from '../staff/actor.js';
import { tidy } from '../values/text.js';
import type { SaidCodes } from './said-codes.js';
import { SupplierCode } from './supplier-code.entity.js';

/** What suppliers call medicines in the files of an outlet. */
@Injectable()
export class SupplierCodes {
  constructor(
    private readonly units: UnitOfWork,
    private readonly outlets: Outlets,
    private readonly medicines: Medicines,
  ) {}

  /** The medicines' keys by the codes of an outlet's suppliers, as far as somebody has said. */
  async of(
    manager: EntityManager,
    outletId: string,
    codes: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (codes.length === 0) return new Map();
    const said = await manager.findBy(SupplierCode, { outletId, code: In([...codes]) });
    return new Map(said.map(({ code, medicineId }) => [code, medicineId]));
  }

  /** Says which medicines codes mean, in this file and in those that come; without one a code means none again. @throws NotFound */
  async say(outletId: string, { codes }: SaidCodes, actor: Acting): Promise<void> {
    await this.units.run(actor, async (unit) => {
      await this.outlets.findIn(unit, outletId, actor.reach);
      const said = codes.map((one) => ({ ...one, code: tidy(one.code) }));
      const chosen = said.flatMap(({ medicineId }) => medicineId ?? []);
      const medicines = await this.medicines.findIn(unit, chosen);
      for (const { code, medicineId } of said)
        if (medicineId) {
          const row = { outletId, code, medicineId, saidAt: unit.at, saidBy: actor.id };
          await unit.manager.upsert(SupplierCode, row, ['outletId', 'code']);
        } else await unit.manager.delete(SupplierCode, { outletId, code });
      await unit.record({
        name: 'delivery.codes-said',
        subject: { kind: 'outlet', id: outletId },
        outletId,
        after: Object.fromEntries(
          said.map(({ code, medicineId }) => [code, medicineId ? medicines.get(medicineId)!.code : null]),
        ),
      });
    });
  }
}
