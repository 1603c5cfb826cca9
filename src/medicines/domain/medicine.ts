export const doseForms = [
  'tablet',
  'capsule',
  'granules',
  'syrup',
  'drops',
  'suppository',
  'oral-liquid',
  'powder',
  'spray',
  'kit',
  'device',
  'injection',
  /** What is not swallowed: ointments, gels, plasters, drops for eyes, nose and ears. */
  'topical',
  'pill',
] as const;
export type DoseForm = (typeof doseForms)[number];

/** A code of the bureau's, of a wholesaler's or of the national insurance's list, whose codes have 23 characters. */
export const medicineCode = /^[A-Z0-9](?:[A-Z0-9-]{0,38}[A-Z0-9])?$/i;

export const medicineGroups = [
  'antipyretic',
  'cold',
  'cough',
  'throat',
  'traditional',
  'antiviral',
  'digestive',
  'rehydration',
  'allergy',
  'antibiotic',
  'test',
  'supply',
  'other',
] as const;
export type MedicineGroup = (typeof medicineGroups)[number];

/** Groups whose medicines leave on a doctor's word alone, unless somebody says otherwise. */
export const isUsuallyPrescribed = (group: MedicineGroup): boolean =>
  group === 'antiviral' || group === 'antibiotic';

/** What one unit of stock is. */
export const units = [
  'tablet',
  'capsule',
  'sachet',
  'bottle',
  'vial',
  'suppository',
  'test',
  'piece',
  'box',
] as const;
export type MedicineUnit = (typeof units)[number];

/** A code of the WHO's classes of medicines (ATC), or the beginning of one. */
export const atcPattern = /^[A-Z](?:\d{2}(?:[A-Z](?:[A-Z](?:\d{2})?)?)?)?$/;

/** What one unit contains. */
export interface Ingredient {
  readonly zh: string;
  readonly en: string;
  /** Such as `500 mg`; blank for a traditional medicine, whose label states no amount. */
  readonly amount: string;
}

/** Medicines as a form lets somebody choose one. */
export const medicineChoices = (
  medicines: readonly { id: string; nameZh: string; nameEn: string; strength: string }[],
  language: 'zh-CN' | 'en',
): { id: string; name: string }[] =>
  medicines.map((one) => ({ id: one.id, name: medicineName(one, language) }));

/** A medicine's name in a language, with its strength. */
export function medicineName(
  medicine: { nameZh: string; nameEn: string; strength: string },
  language: 'zh-CN' | 'en',
): string {
  // Not every catalogue has English names: the Chinese one is better than none.
  const name = language === 'en' ? medicine.nameEn || medicine.nameZh : medicine.nameZh;
  return `${name} ${medicine.strength}`.trim();
}
