import { Refusal, refusal, type Values } from '../web/domain/refusal.js';

/** Somebody has had what a selling limit allows. */
export class SellingLimitReached extends Refusal {
  override readonly kind = 'invalid';
  readonly code: string;

  /** @param next when more is possible than now, and how many units then */
  constructor(
    override readonly field: string,
    values: Values,
    next?: { readonly on: string; readonly units: number },
  ) {
    super(next ? { ...values, on: next.on, units: next.units } : values);
    this.code = next ? 'selling-limit-until' : 'selling-limit';
  }
}

/** The patient is not there, and who receives a restricted medicine has not been said. */
export const BuyerMissing = refusal('buyer-missing', { kind: 'invalid', field: 'buyerName' });

/** A restricted medicine is sold to nobody whose identity number is not known. */
export const RealNameNeeded = refusal('real-name-needed', { kind: 'invalid', field: 'identityNumber' });
