import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Settings } from '../config/settings.js';
import type { Unit } from '../database/unit.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import type { ShelfChange } from '../stock/ledger/ledger.js';
import { isLow } from '../stock/domain/reorder-level.js';
import { type ShelfState, ShelfWatch } from '../stock/shelves/shelf-watch.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import { Alert } from './alert.entity.js';
import type { Letter } from './mail/letter.js';
import { Outbox, type Recipient } from './mail/outbox.js';
import { Recipients } from './news/recipients.js';

/**
 * Opens one alert when a shelf falls below its level, tells who must know, says nothing more while it
 * stays open, and closes it when the shelf recovers: all in the unit of work that moved the stock.
 */
@Injectable()
export class LowStock implements OnModuleInit {
  constructor(
    private readonly watch: ShelfWatch,
    private readonly outbox: Outbox,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.watch.tell(async (shelves, unit) => {
      for (const shelf of shelves) await this.judge(unit, shelf);
    });
  }

  private async judge(unit: Unit, shelf: ShelfState): Promise<void> {
    const { usable, level } = shelf;
    const where = { ...shelfOf(shelf), kind: 'low' as const, closedAt: IsNull() };
    const open = await unit.manager.findOneBy(Alert, where);
    const low = level !== null && isLow(usable, level.units);
    if (low && !open) await this.open(unit, shelf, usable, level.units);
    if (!low && open) await this.close(unit, open);
  }

  private async open(unit: Unit, shelf: ShelfChange, usable: number, reorderLevel: number): Promise<void> {
    const alert: Alert = {
      id: unit.newKey(),
      kind: 'low',
      ...shelfOf(shelf),
      usable,
      reorderLevel,
      openedAt: unit.at,
      closedAt: null,
    };
    await unit.manager.insert(Alert, alert);
    const outlet = await unit.manager.findOneByOrFail(Outlet, { id: shelf.outletId });
    const medicine = await unit.manager.findOneByOrFail(Medicine, { id: shelf.medicineId });
    const act = {
      name: 'alert.opened',
      subject: { kind: 'alert', id: alert.id },
      outletId: outlet.id,
      after: { kind: alert.kind, medicine: medicine.code, usable, reorderLevel },
    };
    await unit.record(act);
    const recipients = await this.recipients.ofStock(unit.manager, outlet);
    await this.outbox.put(unit, act, recipients, (to) => this.letter(alert, outlet, medicine, to));
  }

  private async close(unit: Unit, alert: Alert): Promise<void> {
    await unit.manager.update(Alert, { id: alert.id }, { closedAt: unit.at });
    await unit.record({
      name: 'alert.closed',
      subject: { kind: 'alert', id: alert.id },
      outletId: alert.outletId,
    });
  }

  private letter({ usable, reorderLevel }: Alert, outlet: Outlet, medicine: Medicine, to: Recipient): Letter {
    const values = {
      medicine: medicineName(medicine, to.language),
      outlet: outlet.name,
      usable,
      reorderLevel,
    };
    const units = (count: number) => `${count} ${translate(to.language, `medicines.units.${medicine.unit}`)}`;
    return {
      subject: { key: 'alerts.mails.low.subject', values },
      paragraphs: [{ key: 'alerts.mails.low.what', values }, { key: 'alerts.mails.low.next' }],
      facts: [
        { label: 'alerts.mails.outlet', value: `${outlet.name}, ${outlet.address}` },
        { label: 'alerts.mails.medicine', value: values.medicine },
        { label: 'alerts.mails.usable', value: units(usable) },
        { label: 'alerts.mails.reorderLevel', value: units(reorderLevel) },
      ],
      action: {
        label: 'alerts.mails.low.open',
        href: this.settings.PUBLIC_URL + paths.shelf(outlet.id, medicine.id),
      },
    };
  }
}

const shelfOf = ({ outletId, medicineId }: ShelfChange) => ({ outletId, medicineId });
