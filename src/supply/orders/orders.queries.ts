import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Reader } from '../../database/connections.js';
import { Medicine } from '../../medicines/medicine.entity.js';
import { SupplyOrder } from './supply-order.entity.js';

export type OrderLine = SupplyOrder & { readonly medicine: Medicine };

/** What pages show of orders. */
@Injectable()
export class OrdersQueries {
  constructor(private readonly reader: Reader) {}

  /** Whatever may be ordered: all medicines, by their code. */
  orderable(): Promise<Medicine[]> {
    return this.reader.of(Medicine).find({ order: { code: 'ASC' } });
  }

  /** What an outlet waits for, the most overdue first. */
  async open(outletId: string): Promise<OrderLine[]> {
    const [orders, medicines] = await Promise.all([
      this.reader.of(SupplyOrder).find({
        where: { outletId, closedAt: IsNull() },
        order: { dueOn: 'ASC', id: 'ASC' },
      }),
      this.reader.of(Medicine).find(),
    ]);
    const medicineOf = new Map(medicines.map((one) => [one.id, one]));
    return orders.map((order) => ({ ...order, medicine: medicineOf.get(order.medicineId)! }));
  }
}
