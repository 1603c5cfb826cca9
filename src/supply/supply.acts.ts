import type { Shelves } from '../stock/ledger/shelf-change.js';

declare module '../database/act.js' {
  interface Acts {
    'supply.reorder-level-set': Shelves;
    'supply.ordered': null;
    'supply.order-closed': null;
    'supply.demand-unmet': null;
    'supply.planned-otherwise': null;
  }
}
