import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  FlagColumn,
  InstantColumn,
  IntegerColumn,
  KeyColumn,
  ReferenceColumn,
  ReferenceKeyColumn,
} from '../database/columns.js';

/** The figures that a facility reports. */
class Figures {
  @FlagColumn()
  open: boolean;

  @FlagColumn()
  accepting: boolean;

  @IntegerColumn({ nullable: true })
  waiting: number | null;

  @IntegerColumn({ nullable: true })
  rooms: number | null;

  @IntegerColumn({ nullable: true })
  beds: number | null;

  @IntegerColumn({ nullable: true })
  bedsOccupied: number | null;

  @IntegerColumn({ nullable: true })
  icuBeds: number | null;

  @IntegerColumn({ nullable: true })
  icuOccupied: number | null;
}

/**
 * One report of a facility. Reports are only added, so that it can be told what was known at any time; one that came by
 * mistake says when it was taken back.
 */
@Entity('capacity_report')
@Check('capacity_report_beds', 'beds_occupied IS NULL OR beds_occupied <= beds')
@Check('capacity_report_icu', 'icu_occupied IS NULL OR icu_occupied <= icu_beds')
@Index(['facilityId', 'reportedAt'])
export class CapacityReport extends Figures {
  @KeyColumn()
  id: string;

  @ReferenceColumn('Facility')
  facilityId: string;

  @InstantColumn()
  reportedAt: Date;

  @ReferenceColumn('StaffMember', { nullable: true })
  reportedBy: string | null;

  @InstantColumn({ nullable: true })
  takenBackAt: Date | null;
}

/** The last report of each facility. */
@Entity('capacity')
@Check('capacity_beds', 'beds_occupied IS NULL OR beds_occupied <= beds')
@Check('capacity_icu', 'icu_occupied IS NULL OR icu_occupied <= icu_beds')
@Index(['reportedAt'])
export class Capacity extends Figures {
  @ReferenceKeyColumn('Facility')
  facilityId: string;

  @InstantColumn()
  reportedAt: Date;

  /** The facility was asked for the next report. */
  @FlagColumn({ default: false })
  reminded: boolean;
}

/** The most patients that a facility reported to be waiting on a day. */
@Entity('facility_day')
@Index(['on'])
export class FacilityDay {
  @ReferenceKeyColumn('Facility')
  facilityId: string;

  @PrimaryColumn('text')
  on: string;

  @IntegerColumn()
  waitingMost: number;
}
