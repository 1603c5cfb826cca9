import { Module } from '@nestjs/common';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { CountLine, StockCount } from './counts/count.entity.js';
import { CountsController } from './counts/counts.controller.js';
import { CountsQueries } from './counts/counts.queries.js';
import { Counts } from './counts/counts.service.js';
import { CoverBoard } from './cover/cover-board.js';
import { CoverController } from './cover/cover.controller.js';
import { InStockController } from './cover/in-stock.controller.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveryFiles } from './deliveries/delivery-files.service.js';
import { DisposalsController } from './disposals/disposals.controller.js';
import { Disposals } from './disposals/disposals.service.js';
import { DemandDay, UnmetDemand } from './demand/demand-day.entity.js';
import { DemandDays } from './demand/demand-days.js';
import { Unmet } from './demand/unmet-demand.service.js';
import { Dispensing } from './dispensing.js';
import { Ledger } from './ledger/ledger.js';
import { LedgerCheck } from './ledger/ledger-check.js';
import { Lot } from './ledger/lot.entity.js';
import { Movement } from './ledger/movement.entity.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersQueries } from './orders/orders.queries.js';
import { Orders } from './orders/orders.service.js';
import { SupplyOrder } from './orders/supply-order.entity.js';
import { PackOpening } from './ledger/pack-opening.entity.js';
import { PacksController } from './packs/packs.controller.js';
import { PacksQueries } from './packs/packs.queries.js';
import { Evenings } from './planning/evenings.js';
import { Neighbours } from './planning/neighbours.js';
import { Planning } from './planning/planning.js';
import { ShelfPlan } from './planning/shelf-plan.entity.js';
import { StockSetting } from './planning/stock-setting.entity.js';
import { StockSettingsController } from './planning/stock-settings.controller.js';
import { StockSettings } from './planning/stock-settings.service.js';
import { Recall } from './recalls/recall.entity.js';
import { RebalancingController } from './rebalancing/rebalancing.controller.js';
import { RebalancingQueries } from './rebalancing/rebalancing.queries.js';
import { RecallsController } from './recalls/recalls.controller.js';
import { RecallsQueries } from './recalls/recalls.queries.js';
import { Recalls } from './recalls/recalls.service.js';
import { ReorderLevel } from './reorder-level.entity.js';
import { ShelfWatch } from './shelves/shelf-watch.js';
import { StockReplayCommand } from './replay.command.js';
import { StockCheckCommand, StockCommand } from './stock.command.js';
import { StockController } from './stock.controller.js';
import { StockQueries } from './stock.queries.js';
import { Stock } from './stock.service.js';
import { Transfer, TransferLot } from './transfers/transfer.entity.js';
import { TransfersController } from './transfers/transfers.controller.js';
import { TransfersQueries } from './transfers/transfers.queries.js';
import { Transfers } from './transfers/transfers.service.js';
import './stock.acts.js';

export const stockEntities = [
  CountLine,
  DemandDay,
  Lot,
  Movement,
  PackOpening,
  Recall,
  ReorderLevel,
  ShelfPlan,
  StockCount,
  StockSetting,
  SupplyOrder,
  Transfer,
  TransferLot,
  UnmetDemand,
];

/** Lots, the ledger of their movements, counts, transfers, recalls, and levels. */
@Module({
  imports: [MedicinesModule, NetworkModule, StaffModule],
  controllers: [
    CountsController,
    CoverController,
    DeliveriesController,
    DisposalsController,
    InStockController,
    OrdersController,
    PacksController,
    RebalancingController,
    RecallsController,
    StockController,
    StockSettingsController,
    TransfersController,
  ],
  providers: [
    Counts,
    CountsQueries,
    CoverBoard,
    DeliveryFiles,
    DemandDays,
    Dispensing,
    Disposals,
    Ledger,
    Evenings,
    LedgerCheck,
    Neighbours,
    Orders,
    OrdersQueries,
    PacksQueries,
    Planning,
    RebalancingQueries,
    Recalls,
    RecallsQueries,
    ShelfWatch,
    Stock,
    StockCheckCommand,
    StockCommand,
    StockQueries,
    StockReplayCommand,
    StockSettings,
    Transfers,
    TransfersQueries,
    Unmet,
  ],
  exports: [CoverBoard, Dispensing, Planning, ShelfWatch, Stock, StockQueries, Unmet],
})
export class StockModule {}
