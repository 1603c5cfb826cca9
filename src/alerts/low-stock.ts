import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Calendar } from '../config/calendar.js';
import { Settings } from '../config/settings.js';
import { ActListeners } from '../database/act-listeners.js';
import { theProgram } from '../database/act.js';
import { Reader } from '../database/connections.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Unit } from '../database/unit.js';
import { medicineName } from '../medicines/domain/medicine.js';
import { Medicine } from '../medicines/medicine.entity.js';
import { Outlet } from '../network/outlet.entity.js';
import { Lot } from '../stock/ledger/lot.entity.js';
import type { ShelfChange } from '../stock/ledger/ledger.js';
import { ReorderLevel } from '../stock/reorder-level.entity.js';
import { isLow, usableLot, usableUnits } from '../stock/stock.queries.js';
import { translate } from '../web/language.js';
import { paths } from '../web/paths.js';
import { Alert } from './alert.entity.js';
import type { Letter } from './letter.js';
import { Outbox, type Recipient } from './outbox.js';
import { Recipients } from './recipients.js';

const shelfActs = [
  'stock.received',
  'stock.dispensed',
  'stock.returned',
  'stock.adjusted',
  'stock.destroyed',
  'stock.counted',
  'stock.sent',
  'stock.arrived',
  'stock.reversed',
  'stock.reorder-level-set',
];

/**
 * Opens one alert when a shelf falls below its level, tells who must know, says nothing more while it
 * stays open, and closes it when the shelf recovers: all in the unit of work that moved the stock.
 */
@Injectable()
export class LowStock implements OnModuleInit {
  constructor(
    private readonly listeners: ActListeners,
    private readonly units: UnitOfWork,
    private readonly reader: Reader,
    private readonly outbox: Outbox,
    private readonly recipients: Recipients,
    private readonly settings: Settings,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    // At the end of a unit: a correction takes back and gives anew, and only what remains is judged.
    this.listeners.beforeEnd(async (acts, unit) => {
      const moved = acts.filter(({ name }) => shelfActs.includes(name));
      const shelves = new Map(moved.map(({ subject, carries }) => [subject.id, carries as ShelfChange]));
      for (const shelf of shelves.values()) await this.judge(unit, shelf);
    });
  }

  /** Judges the shelves whose alert does not fit what is on them. Lots expire at midnight, and no act says so. */
  async sweep(): Promise<void> {
    for (const shelf of await this.misjudged())
      await this.units.run(theProgram, (unit) => this.judge(unit, shelf));
  }

  private async misjudged(): Promise<ShelfChange[]> {
    const rows = await this.reader
      .of(ReorderLevel)
      .createQueryBuilder('level')
      .leftJoin(
        Lot,
        'lot',
        'lot.outlet_id = level.outlet_id AND lot.medicine_id = level.medicine_id AND lot.on_hand > 0',
      )
      .select('level.outlet_id', 'outletId')
      .addSelect('level.medicine_id', 'medicineId')
      .addSelect('level.units', 'units')
      .addSelect(`SUM(CASE WHEN ${usableLot} THEN lot.on_hand ELSE 0 END)`, 'usable')
      .setParameter('today', this.calendar.today())
      .groupBy('level.outlet_id')
      .addGroupBy('level.medicine_id')
      .addGroupBy('level.units')
      .getRawMany<ShelfChange & { units: number; usable: string | null }>();
    const open = await this.reader.of(Alert).findBy({ kind: 'low', closedAt: IsNull() });
    const alerted = new Set(open.map(({ outletId, medicineId }) => `${outletId} ${medicineId}`));
    return rows.filter(
      ({ outletId, medicineId, units, usable }) =>
        isLow(Number(usable ?? 0), units) !== alerted.has(`${outletId} ${medicineId}`),
    );
  }

  private async judge(unit: Unit, { outletId, medicineId }: ShelfChange): Promise<void> {
    const level = await unit.manager.findOneBy(ReorderLevel, { outletId, medicineId });
    if (!level) return;
    const usable = await usableUnits(unit.manager, outletId, medicineId, this.calendar.dayOf(unit.at));
    const open = await unit.manager.findOneBy(Alert, {
      outletId,
      medicineId,
      kind: 'low',
      closedAt: IsNull(),
    });
    const low = isLow(usable, level.units);
    if (low && !open) await this.open(unit, { outletId, medicineId }, usable, level.units);
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
