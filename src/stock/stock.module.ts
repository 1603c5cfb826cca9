import { NoticesModule } from '../notices/notices.module.js';
import { TransferMails } from './transfers/transfer-mails.js';
import { RecallMails } from './recalls/recall-mails.js';
import { Module } from '@nestjs/common';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AdjustmentsController } from './adjustments/adjustments.controller.js';
import { CountLine, StockCount } from './counts/count.entity.js';
import { CountsController } from './counts/counts.controller.js';
import { CountsQueries } from './counts/counts.queries.js';
import { Counts } from './counts/counts.service.js';
import { Dispensing } from './dispensing.js';
import { DisposalsController } from './disposals/disposals.controller.js';
import { LotPage } from './disposals/lot-page.js';
import { ReturnsController } from './disposals/returns.controller.js';
import { Disposals } from './disposals/disposals.service.js';
import { LedgerCheck } from './ledger/ledger-check.js';
import { Ledger } from './ledger/ledger.js';
import { Lot } from './ledger/lot.entity.js';
import { LotsQueries } from './ledger/lots.queries.js';
import { Movement } from './ledger/movement.entity.js';
import { PackOpening } from './ledger/pack-opening.entity.js';
import { PacksController } from './packs/packs.controller.js';
import { PacksQueries } from './packs/packs.queries.js';
import { Recall } from './recalls/recall.entity.js';
import { RecallsController } from './recalls/recalls.controller.js';
import { RecallsQueries } from './recalls/recalls.queries.js';
import { Recalls } from './recalls/recalls.service.js';
import { KeptAside } from './kept-aside/kept-aside.entity.js';
import { KeptAsides } from './kept-aside/kept-aside.service.js';
import { Stock } from './stock.service.js';
import { Transfer, TransferLot } from './transfers/transfer.entity.js';
import { TransfersController } from './transfers/transfers.controller.js';
import { TransfersQueries } from './transfers/transfers.queries.js';
import { Transfers } from './transfers/transfers.service.js';
import './stock.acts.js';

export const stockEntities = [
  CountLine,
  KeptAside,
  Lot,
  Movement,
  PackOpening,
  Recall,
  StockCount,
  Transfer,
  TransferLot,
];

/** What is on the shelves: lots, the ledger of their movements, deliveries, counts, transfers, recalls. */
@Module({
  imports: [NoticesModule, MedicinesModule, NetworkModule, StaffModule],
  controllers: [
    AdjustmentsController,
    CountsController,
    DisposalsController,
    PacksController,
    RecallsController,
    ReturnsController,
    TransfersController,
  ],
  providers: [
    TransferMails,
    RecallMails,
    Counts,
    CountsQueries,
    Dispensing,
    Disposals,
    KeptAsides,
    Ledger,
    LedgerCheck,
    LotPage,
    LotsQueries,
    PacksQueries,
    Recalls,
    RecallsQueries,
    Stock,
    Transfers,
    TransfersQueries,
  ],
  exports: [Dispensing, KeptAsides, LedgerCheck, LotsQueries, Stock],
})
export class StockModule {}
