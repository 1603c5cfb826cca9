import { Check, Entity, Index } from 'typeorm';
import { FlagColumn, IntegerColumn, JsonColumn, KeyColumn, TextColumn } from '../database/columns.js';
import type { DoseForm, Ingredient, MedicineGroup, MedicineUnit } from './domain/medicine.js';

/** A medicine of the catalogue, in the smallest unit that is handed out. */
@Entity('medicine')
@Check('medicine_pack', 'pack_size > 0')
@Index(['code'], { unique: true })
@Index(['gtin'], { unique: true })
export class Medicine {
  @KeyColumn()
  id: string;

  /** Stable and readable: it stands in files and on labels. */
  @TextColumn()
  code: string;

  @TextColumn()
  nameZh: string;

  @TextColumn()
  nameEn: string;

  /** The first letters of the Chinese name's pinyin, for typing: 对乙酰氨基酚片 is `dyxajfp`. */
  @TextColumn()
  initials: string;

  @TextColumn()
  form: DoseForm;

  @TextColumn()
  strength: string;

  /** In what it is counted and handed out. */
  @TextColumn()
  unit: MedicineUnit;

  @TextColumn()
  group: MedicineGroup;

  @JsonColumn()
  ingredients: Ingredient[];

  /** Units in the maker's pack. */
  @IntegerColumn({ default: 1 })
  packSize: number;

  /** Whether a pack may be opened so that more people get some. */
  @FlagColumn({ default: true })
  splittable: boolean;

  /** The youngest age on the label, in full months. */
  @IntegerColumn({ nullable: true })
  youngestMonths: number | null;

  /** Whether it is handed out only against a name and an identity number, which enter the register. */
  @FlagColumn({ default: false })
  realName: boolean;

  /** The Global Trade Item Number of its pack, 14 digits. */
  @TextColumn({ nullable: true })
  gtin: string | null;

  /** Whether it is a prescription medicine: it leaves only on a doctor's word. */
  @FlagColumn({ default: false })
  prescription: boolean;

  /** The WHO's code of its class, as far as it is known: `N02BE01`, or the beginning of one. */
  @TextColumn({ nullable: true })
  atc: string | null;

  /** Whether its label says that who takes it must not drive. */
  @FlagColumn({ default: false })
  driving: boolean;

  /** What the counter should know of its label. */
  @TextColumn({ nullable: true })
  label: string | null;

  /** Whether the bureau watches its stock. */
  @FlagColumn()
  key: boolean;
}
