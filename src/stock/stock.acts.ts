import type { RecallNews } from './recalls/recalls.service.js';
import type { Reversed } from './ledger/ledger.js';
import type { Moved, Shelves } from './ledger/shelf-change.js';
import type { TransferNews } from './transfers/transfers.service.js';

declare module '../database/act.js' {
  interface Acts {
    'stock.received': Moved;
    'stock.dispensed': Moved;
    'stock.returned': Shelves;
    'stock.adjusted': Shelves;
    'stock.destroyed': Shelves;
    'stock.counted': Shelves;
    'stock.sent': Shelves;
    'stock.arrived': Shelves;
    'stock.reversed': Reversed;
    'stock.kept-aside': null;
    'stock.kept-aside-ended': null;
    'recall.announced': RecallNews & Shelves;
    'recall.lifted': Shelves;
    'recall.closed': null;
    'count.started': null;
    'count.line-counted': null;
    'count.explained': null;
    'count.posted': null;
    'count.cancelled': null;
    'transfer.asked': TransferNews;
    'transfer.agreed': TransferNews;
    'transfer.declined': TransferNews;
    'transfer.cancelled': TransferNews;
    'transfer.sent': TransferNews;
    'transfer.received': TransferNews;
  }
}
