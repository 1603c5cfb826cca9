import { Refusal } from '../../web/domain/refusal.js';

/** Nothing more is expected of an order. */
export class OrderClosed extends Refusal {
  readonly code = 'order-closed';
}
