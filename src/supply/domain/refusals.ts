import { refusal } from '../../web/domain/refusal.js';

/** Nothing more is expected of an order. */
export const OrderClosed = refusal('order-closed');
