import { Check, Entity } from 'typeorm';
import {
  DecimalColumn,
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
} from '../../database/columns.js';

/** By what shelves are planned, for the whole network. */
@Entity('stock_setting')
@Check(
  'stock_setting_range',
  'service > 0.5 AND service < 1 AND lead_days >= 1 AND lead_days <= 60 AND cycle_days >= 1 AND cycle_days <= 60',
)
export class StockSetting {
  /** There is one: `network`. */
  @KeyColumn()
  id: string;

  /** The share of lead times that stock should last through. */
  @DecimalColumn()
  service: number;

  /** Days that an order takes until deliveries have shown it. */
  @IntegerColumn()
  leadDays: number;

  /** Days that a usual order lasts. */
  @IntegerColumn()
  cycleDays: number;

  /** Whether anybody may see which outlets have which key medicine. */
  @FlagColumn()
  publicPage: boolean;

  @InstantColumn()
  changedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  changedBy: string | null;
}
