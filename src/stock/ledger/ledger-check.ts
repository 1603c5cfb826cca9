import { Injectable } from '@nestjs/common';
import { Reader } from '../../database/connections.js';
import { DemandDay } from '../demand/demand-day.entity.js';
import { TransferLot } from '../transfers/transfer.entity.js';
import { Lot } from './lot.entity.js';
import { Movement } from './movement.entity.js';

/** A lot whose level is not what its movements add up to. */
export interface LevelFault {
  readonly lotId: string;
  readonly outletId: string;
  readonly number: string;
  readonly onHand: number;
  readonly ledger: number;
}

/** A transfer of which the ledger knows another quantity than its papers. */
export interface TransferFault {
  readonly transferId: string;
  readonly kind: 'send' | 'arrive';
  readonly papers: number;
  readonly ledger: number;
}

/** A shelf whose days say that it handed out more or less than its movements. */
export interface DemandFault {
  readonly outletId: string;
  readonly medicineId: string;
  readonly days: number;
  readonly ledger: number;
}

export interface LedgerReport {
  readonly lots: number;
  readonly movements: number;
  readonly levels: readonly LevelFault[];
  readonly transfers: readonly TransferFault[];
  readonly demand: readonly DemandFault[];
}

/** Recomputes every level, every transfer and what every shelf was asked for, from the movements alone. Nothing is changed. */
@Injectable()
export class LedgerCheck {
  constructor(private readonly reader: Reader) {}

  async report(): Promise<LedgerReport> {
    return {
      lots: await this.reader.of(Lot).count(),
      movements: await this.reader.of(Movement).count(),
      levels: await this.levels(),
      transfers: [...(await this.papers('send', 'sent')), ...(await this.papers('arrive', 'received'))],
      demand: await this.demand(),
    };
  }

  private async levels(): Promise<LevelFault[]> {
    const rows = await this.reader
      .of(Lot)
      .createQueryBuilder('lot')
      .leftJoin(Movement, 'movement', 'movement.lot_id = lot.id')
      .select('lot.id', 'lotId')
      .addSelect('lot.outlet_id', 'outletId')
      .addSelect('lot.number', 'number')
      .addSelect('lot.on_hand', 'onHand')
      .addSelect('COALESCE(SUM(movement.quantity), 0)', 'ledger')
      .groupBy('lot.id')
      .having('lot.on_hand <> COALESCE(SUM(movement.quantity), 0)')
      .orderBy('lot.id')
      .getRawMany<Omit<LevelFault, 'ledger'> & { ledger: string }>();
    return rows.map((row) => ({ ...row, ledger: Number(row.ledger) }));
  }

  private async papers(kind: TransferFault['kind'], column: string): Promise<TransferFault[]> {
    const written = await this.sums(
      this.reader
        .of(TransferLot)
        .createQueryBuilder('line')
        .select('line.transfer_id', 'id')
        .addSelect(`COALESCE(SUM(line.${column}), 0)`, 'units')
        .groupBy('line.transfer_id'),
    );
    const moved = await this.sums(
      this.reader
        .of(Movement)
        .createQueryBuilder('movement')
        .select('movement.document_id', 'id')
        .addSelect('ABS(SUM(movement.quantity))', 'units')
        .where('movement.kind = :kind', { kind })
        .groupBy('movement.document_id'),
    );
    const ids = new Set([...written.keys(), ...moved.keys()]);
    return [...ids]
      .map((transferId) => ({
        transferId,
        kind,
        papers: written.get(transferId) ?? 0,
        ledger: moved.get(transferId) ?? 0,
      }))
      .filter(({ papers, ledger }) => papers !== ledger);
  }

  /** What visits took, less what they gave back, against what the shelves' days say. */
  private async demand(): Promise<DemandFault[]> {
    const counted = await this.sums(
      this.reader
        .of(DemandDay)
        .createQueryBuilder('day')
        .select(`day.outlet_id || ' ' || day.medicine_id`, 'id')
        .addSelect('SUM(day.units)', 'units')
        .groupBy('day.outlet_id')
        .addGroupBy('day.medicine_id'),
    );
    const moved = await this.sums(
      this.reader
        .of(Movement)
        .createQueryBuilder('movement')
        .select(`movement.outlet_id || ' ' || movement.medicine_id`, 'id')
        .addSelect('-SUM(movement.quantity)', 'units')
        .where(`movement.visit_id IS NOT NULL AND movement.kind IN ('dispense', 'reverse')`)
        .groupBy('movement.outlet_id')
        .addGroupBy('movement.medicine_id'),
    );
    return [...new Set([...counted.keys(), ...moved.keys()])]
      .map((id) => ({ id, days: counted.get(id) ?? 0, ledger: moved.get(id) ?? 0 }))
      .filter(({ days, ledger }) => days !== ledger)
      .map(({ id, days, ledger }) => {
        const [outletId = '', medicineId = ''] = id.split(' ');
        return { outletId, medicineId, days, ledger };
      });
  }

  private async sums(query: { getRawMany<T>(): Promise<T[]> }): Promise<Map<string, number>> {
    const rows = await query.getRawMany<{ id: string; units: string }>();
    return new Map(rows.map(({ id, units }) => [id, Number(units)]));
  }
}
