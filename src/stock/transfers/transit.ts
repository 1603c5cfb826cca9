import type { Unit } from '../../database/unit.js';
import { Transfer, TransferLot } from './transfer.entity.js';

/** Units of a lot that are on their way between outlets. */
export async function inTransit(
  unit: Unit,
  { medicineId, number }: { medicineId: string; number: string },
): Promise<number> {
  const row = await unit.manager
    .createQueryBuilder(TransferLot, 'line')
    .innerJoin(Transfer, 'transfer', 'transfer.id = line.transfer_id')
    .select('COALESCE(SUM(line.sent), 0)', 'units')
    .where(`transfer.state = 'sent' AND transfer.medicine_id = :medicineId AND line.number = :number`, {
      medicineId,
      number,
    })
    .getRawOne<{ units: string }>();
  return Number(row!.units);
}
