import { Module } from '@nestjs/common';
import { MedicinesModule } from '../medicines/medicines.module.js';
import { NetworkModule } from '../network/network.module.js';
import { StockModule } from '../stock/stock.module.js';
import { CoverBoard } from './cover/cover-board.js';
import { CoverController } from './cover/cover.controller.js';
import { InStockController } from './cover/in-stock.controller.js';
import { DemandCheck } from './demand/demand-check.js';
import { DemandDay, UnmetDemand } from './demand/demand-day.entity.js';
import { DemandDays } from './demand/demand-days.js';
import { Unmet } from './demand/unmet-demand.service.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersQueries } from './orders/orders.queries.js';
import { Orders } from './orders/orders.service.js';
import { SupplyOrder } from './orders/supply-order.entity.js';
import { Evenings } from './planning/evenings.js';
import { Planning } from './planning/planning.js';
import { ShelfPlan } from './planning/shelf-plan.entity.js';
import { StockSetting } from './planning/stock-setting.entity.js';
import { StockSettingsController } from './planning/stock-settings.controller.js';
import { StockSettings } from './planning/stock-settings.service.js';
import { RebalancingController } from './rebalancing/rebalancing.controller.js';
import { RebalancingQueries } from './rebalancing/rebalancing.queries.js';
import { SpareStock } from './rebalancing/spare-stock.js';
import { StockReplayCommand } from './replay/replay.command.js';
import { ReorderLevel } from './shelves/reorder-level.entity.js';
import { ReorderLevels } from './shelves/reorder-levels.service.js';
import { ShelfWatch } from './shelves/shelf-watch.js';
import { ShelvesController } from './shelves/shelves.controller.js';
import { ShelvesQueries } from './shelves/shelves.queries.js';
import { StockCheckCommand, StockCommand } from './stock.command.js';
import './supply.acts.js';

export const supplyEntities = [DemandDay, ReorderLevel, ShelfPlan, StockSetting, SupplyOrder, UnmetDemand];

/** What the shelves will need: demand, levels, plans, orders, cover, and who should give to whom. */
@Module({
  imports: [MedicinesModule, NetworkModule, StockModule],
  controllers: [
    CoverController,
    InStockController,
    OrdersController,
    RebalancingController,
    ShelvesController,
    StockSettingsController,
  ],
  providers: [
    CoverBoard,
    DemandCheck,
    DemandDays,
    Evenings,
    Orders,
    OrdersQueries,
    Planning,
    RebalancingQueries,
    ReorderLevels,
    ShelfWatch,
    ShelvesQueries,
    SpareStock,
    StockCheckCommand,
    StockCommand,
    StockReplayCommand,
    StockSettings,
    Unmet,
  ],
  exports: [CoverBoard, Planning, ReorderLevels, ShelfWatch, ShelvesQueries, SpareStock, Unmet],
})
export class SupplyModule {}
