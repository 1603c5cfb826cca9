import { Global, Module } from '@nestjs/common';
import { CountLine, StockCount } from './counts/count.entity.js';
import { CountsController } from './counts/counts.controller.js';
import { CountsQueries } from './counts/counts.queries.js';
import { Counts } from './counts/counts.service.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveryFiles } from './deliveries/delivery-files.service.js';
import { DisposalsController } from './disposals/disposals.controller.js';
import { Disposals } from './disposals/disposals.service.js';
import { Dispensing } from './dispensing.js';
import { Ledger } from './ledger/ledger.js';
import { LedgerCheck } from './ledger/ledger-check.js';
import { Lot } from './ledger/lot.entity.js';
import { Movement } from './ledger/movement.entity.js';
import { PackOpening } from './ledger/pack-opening.entity.js';
import { PacksController } from './packs/packs.controller.js';
import { PacksQueries } from './packs/packs.queries.js';
import { Recall } from './recalls/recall.entity.js';
import { RecallsController } from './recalls/recalls.controller.js';
import { RecallsQueries } from './recalls/recalls.queries.js';
import { Receivers } from './recalls/receivers.js';
import { Recalls } from './recalls/recalls.service.js';
import { ReorderLevel } from './reorder-level.entity.js';
import { StockReplayCommand } from './replay.command.js';
import { StockCheckCommand, StockCommand } from './stock.command.js';
import { StockController } from './stock.controller.js';
import { StockQueries } from './stock.queries.js';
import { Stock } from './stock.service.js';
import { Transfer, TransferLot } from './transfers/transfer.entity.js';
import { TransfersController } from './transfers/transfers.controller.js';
import { TransfersQueries } from './transfers/transfers.queries.js';
import { Transfers } from './transfers/transfers.service.js';

export const stockEntities = [
  CountLine,
  Lot,
  Movement,
  PackOpening,
  Recall,
  ReorderLevel,
  StockCount,
  Transfer,
  TransferLot,
];

/** Lots, the ledger of their movements, counts, transfers, recalls, and levels. */
@Global()
@Module({
  controllers: [
    CountsController,
    DeliveriesController,
    DisposalsController,
    PacksController,
    RecallsController,
    StockController,
    TransfersController,
  ],
  providers: [
    Counts,
    CountsQueries,
    DeliveryFiles,
    Dispensing,
    Disposals,
    Ledger,
    LedgerCheck,
    PacksQueries,
    Recalls,
    RecallsQueries,
    Receivers,
    Stock,
    StockCheckCommand,
    StockCommand,
    StockQueries,
    StockReplayCommand,
    Transfers,
    TransfersQueries,
  ],
  exports: [Dispensing, Receivers, Stock, StockQueries],
})
export class StockModule {}
