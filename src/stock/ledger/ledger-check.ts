import { Injectable } from '@nestjs/common';
import { Reader } from '../../database/connections.js';
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

export interface LedgerReport {
  readonly lots: number;
  readonly movements: number;
  readonly levels: readonly LevelFault[];
  readonly transfers: readonly TransferFault[];
}

/** Recomputes every level and every transfer from the movements alone. Nothing is changed. */
@Injectable()
export class LedgerCheck {
  constructor(private readonly reader: Reader) {}

  async report(): Promise<LedgerReport> {
    return {
      lots: await this.reader.of(Lot).count(),
      movements: await this.reader.of(Movement).count(),
      levels: await this.levels(),
      transfers: [...(await this.papers('send', 'sent')), ...(await this.papers('arrive', 'received'))],
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

  private async sums(query: { getRawMany<T>(): Promise<T[]> }): Promise<Map<string, number>> {
    const rows = await query.getRawMany<{ id: string; units: string }>();
    return new Map(rows.map(({ id, units }) => [id, Number(units)]));
  }
}
