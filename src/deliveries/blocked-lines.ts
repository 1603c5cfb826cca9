import { type EntityManager, In, IsNull } from 'typeorm';
import type { Day } from '../config/domain/calendar.js';
import { LotDiffers, LotExpired, LotRecalled } from '../stock/domain/refusals.js';
import type { Refusal } from '../web/domain/refusal.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import { Recall } from '../stock/recalls/recall.entity.js';
import type { DeliveryLine } from './delivery-line.js';
import type { RowFault } from './delivery-rows.js';

const keyOf = (medicineId: string, number: string) => `${medicineId} ${number}`;

/** The lines that the shelf would refuse: expired, recalled, or of a lot that is known with another expiry. */
export async function blockedLines(
  manager: EntityManager,
  { outletId, today }: { readonly outletId: string; readonly today: Day },
  lines: readonly DeliveryLine[],
): Promise<RowFault[]> {
  const where = {
    medicineId: In([...new Set(lines.map(({ medicine }) => medicine.id))]),
    number: In([...new Set(lines.map(({ number }) => number))]),
  };
  const recalls = await manager.findBy(Recall, { ...where, liftedAt: IsNull() });
  const lots = await manager.findBy(Lot, { ...where, outletId });
  const recalled = new Set(recalls.map(({ medicineId, number }) => keyOf(medicineId, number)));
  const expiryOf = new Map(
    lots.map(({ medicineId, number, expiresOn }) => [keyOf(medicineId, number), expiresOn]),
  );
  return lines.flatMap(({ line, medicine, number, expiresOn }) => {
    const key = keyOf(medicine.id, number);
    const known = expiryOf.get(key);
    expiryOf.set(key, known ?? expiresOn);
    const refusal: Refusal | false =
      expiresOn < today
        ? new LotExpired()
        : recalled.has(key)
          ? new LotRecalled({ number })
          : known !== undefined && known !== expiresOn && new LotDiffers({ expiresOn: known });
    return refusal ? [{ line, key: `refusals.${refusal.code}`, values: refusal.values }] : [];
  });
}
