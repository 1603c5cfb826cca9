import type { MedicineUnit } from '../../medicines/domain/medicine.js';
import { tidy } from '../../values/text.js';

/** What people call the units of stock. */
const namesOf: Readonly<Record<MedicineUnit, readonly string[]>> = {
  tablet: ['片', 'tablet', 'tablets'],
  capsule: ['粒', 'capsule', 'capsules'],
  sachet: ['袋', '包', 'sachet', 'sachets'],
  bottle: ['瓶', 'bottle', 'bottles'],
  vial: ['支', 'vial', 'vials'],
  suppository: ['枚', '粒', 'suppository', 'suppositories'],
  test: ['份', '人份', 'test', 'tests'],
  piece: ['只', '个', 'piece', 'pieces'],
  box: ['盒', 'box', 'boxes'],
};
const isUnitOf = (word: string, unit: MedicineUnit) =>
  word === 'unit' || word === 'units' || namesOf[unit].includes(word);
/** The maker's whole pack. A blister or a bag may be a part of it. */
const isPack = (word: string) => ['盒', '瓶', 'pack', 'packs', 'box', 'boxes'].includes(word);

export interface PackFacts {
  readonly unit: MedicineUnit;
  /** Units in the maker's pack; 1 is what stands where nobody has said. */
  readonly packSize: number;
}

/** What a delivery note says of a quantity: in which unit, blank where it does not say; and the pack as it writes it. */
export interface SaidQuantity {
  readonly quantity: number;
  readonly unit: string;
  /** Such as `0.5g*24片`. */
  readonly pack: string;
}

export type UnitsFault = 'packUnknown' | 'packDiffers' | 'unknownUnit' | 'noQuantity';

/** How many units a pack holds by a note's own words: the last figure of `0.5g*12片*2板`, times those before; undefined without. */
export function packSizeIn(pack: string): number | undefined {
  const counts = [
    ...tidy(pack).matchAll(/[*×xX/]\s*(\d{1,4})\s*(?:片|粒|袋|支|瓶|枚|丸|份|只|板|包|s\b)/g),
  ].map(([, n]) => Number(n));
  const first = /^(\d{1,4})\s*(?:片|粒|袋|支|枚|丸|份|只)\s*[/每]\s*盒/.exec(tidy(pack));
  if (first) return Number(first[1]);
  return counts.length > 0 ? counts.reduce((product, count) => product * count, 1) : undefined;
}

/**
 * The units of stock that a delivery note's quantity is: itself, or packs times what one holds. What can't be known is a
 * fault: 10 boxes are not 10 tablets.
 */
export function unitsOf({ quantity, unit, pack }: SaidQuantity, medicine: PackFacts): number | UnitsFault {
  const word = tidy(unit).toLowerCase();
  const whole = (units: number) => (Number.isSafeInteger(units) && units > 0 ? units : 'noQuantity');
  if (word === '' || isUnitOf(word, medicine.unit)) return whole(quantity);
  if (!isPack(word)) return 'unknownUnit';
  const said = packSizeIn(pack);
  if (medicine.packSize > 1)
    return said !== undefined && said !== medicine.packSize
      ? 'packDiffers'
      : whole(quantity * medicine.packSize);
  return said === undefined || said > 1 ? 'packUnknown' : whole(quantity);
}
