import { Global, Module } from '@nestjs/common';
import { StockController } from './stock.controller.js';
import { Lot, Movement, ReorderLevel } from './stock.entity.js';
import { StockQueries } from './stock.queries.js';
import { Stock } from './stock.service.js';

export const stockEntities = [Lot, Movement, ReorderLevel];

/** Lots, the ledger of their movements, and levels. */
@Global()
@Module({ controllers: [StockController], providers: [Stock, StockQueries], exports: [Stock, StockQueries] })
export class StockModule {}
