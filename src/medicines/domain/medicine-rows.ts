import type { Facts, Kind, Parsed, Rejection } from '../../imports/domain/changeset.js';
import { mapColumns } from '../../imports/domain/columns.js';
import { folded, tidy } from '../../web/domain/names.js';
import { gtin14 } from './gtin.js';
import {
  atcPattern,
  type DoseForm,
  doseForms,
  type MedicineGroup,
  medicineGroups,
  type MedicineUnit,
  units,
} from './medicine.js';

/** A medicine as a catalogue's file writes it. */
export interface MedicineRow extends Facts {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly form: DoseForm;
  readonly strength?: string;
  readonly unit: MedicineUnit;
  readonly group: MedicineGroup;
  /** `对乙酰氨基酚/paracetamol 500 mg`, one after another with semicolons between. */
  readonly ingredients?: string;
  readonly packSize?: number;
  readonly splittable?: boolean;
  /** Full months; 0 for no youngest age. */
  readonly youngestMonths?: number;
  readonly realName?: boolean;
  /** 14 digits. */
  readonly gtin?: string;
  readonly prescription?: boolean;
  readonly atc?: string;
  readonly driving?: boolean;
  readonly label?: string;
  readonly key?: boolean;
}

const headings = {
  code: ['code', '编码', '代码'],
  nameZh: ['name zh', 'chinese name', '名称', '通用名', '药品名称'],
  nameEn: ['name en', 'english name', '英文名', '英文名称'],
  form: ['form', '剂型'],
  strength: ['strength', '规格'],
  unit: ['unit', '单位', '最小单位'],
  group: ['group', '类别', '分类'],
  ingredients: ['ingredients', '成分'],
  packSize: ['pack size', '包装数量', '每盒数量'],
  splittable: ['splittable', '可拆零', '拆零'],
  youngestMonths: ['youngest months', '最小月龄'],
  realName: ['real name', '实名'],
  gtin: ['gtin', 'barcode', '条码', '商品条码'],
  prescription: ['prescription', '处方药', '处方'],
  atc: ['atc', 'atc编码', 'atc代码'],
  driving: ['no driving', '禁驾', '驾驶禁忌'],
  label: ['label', '说明书', '说明书要点'],
  key: ['key', '重点', '重点药品'],
};

const needed = ['code', 'nameZh', 'nameEn', 'form', 'unit', 'group'] as const;
const longest = { nameZh: 80, nameEn: 120, strength: 60, ingredients: 1000, label: 1000 } as const;
const flags = ['splittable', 'realName', 'prescription', 'driving', 'key'] as const;
const mostUnits = 10_000;
const mostMonths = 1500;

/** How a file names what the program has a word for: by that word, or as people of the field write it. */
const words = {
  form: named(doseForms, '片剂 胶囊 颗粒 糖浆 滴剂 栓剂 口服液 散剂 喷雾 试剂 器械 注射剂'),
  unit: named(units, '片 粒 袋 瓶 支 枚 份 只 盒'),
  group: named(
    medicineGroups,
    '解热镇痛 感冒复方 止咳化痰 咽喉 中成药 抗病毒 消化 补液 抗过敏 抗菌 检测 防护用品',
  ),
} as const;

function named<T extends string>(choices: readonly T[], inChinese: string): ReadonlyMap<string, T> {
  const said = inChinese.split(' ');
  return new Map(choices.flatMap((one, i) => [[one, one] as const, [said[i]!, one] as const]));
}

const flagOf = (text: string): boolean | undefined =>
  /^(true|1|yes|是)$/i.test(text) ? true : /^(false|0|no|否)$/i.test(text) ? false : undefined;

/** Reads a catalogue's file. Each row gets its facts, or the reason why it can't be taken. */
export function readMedicineRows(table: { headings: string[]; rows: string[][] }) {
  const columns = mapColumns(table.headings, headings);
  const missing = needed.filter((field) => columns[field] < 0);
  const parsed = table.rows.map((row): Parsed<MedicineRow> => {
    const text = (field: keyof typeof headings) => tidy(row[columns[field]] ?? '');
    const ingredients = ingredientsIn(row[columns.ingredients] ?? '');
    const wrong = wrongIn(text, ingredients);
    if (wrong) return { rejection: wrong };
    const flag = (field: (typeof flags)[number]) => (text(field) ? flagOf(text(field)) : undefined);
    const count = (field: 'packSize' | 'youngestMonths') => (text(field) ? Number(text(field)) : undefined);
    const facts: MedicineRow = {
      code: text('code').toUpperCase(),
      nameZh: text('nameZh'),
      nameEn: text('nameEn'),
      form: words.form.get(text('form').toLowerCase())!,
      strength: text('strength') || undefined,
      unit: words.unit.get(text('unit').toLowerCase())!,
      group: words.group.get(text('group').toLowerCase())!,
      ingredients: ingredients.join('; ') || undefined,
      packSize: count('packSize'),
      splittable: flag('splittable'),
      youngestMonths: count('youngestMonths'),
      realName: flag('realName'),
      gtin: text('gtin') ? gtin14(text('gtin')) : undefined,
      prescription: flag('prescription'),
      atc: text('atc').toUpperCase() || undefined,
      driving: flag('driving'),
      label: text('label') || undefined,
      key: flag('key'),
    };
    return { facts };
  });
  return { parsed, missing };
}

/** Why a row can't be taken, if it can't. */
function wrongIn(
  text: (field: keyof typeof headings) => string,
  ingredients: readonly string[],
): Rejection | undefined {
  const blank = needed.find((field) => !text(field));
  if (blank) return { reason: 'missing', column: blank };
  for (const field of ['nameZh', 'nameEn', 'strength', 'ingredients', 'label'] as const)
    if (text(field).length > longest[field])
      return { reason: 'too-long', column: field, values: { most: longest[field] } };
  if (!/^[A-Z0-9]{2,20}$/i.test(text('code'))) return { reason: 'wrong-code', column: 'code' };
  for (const field of ['form', 'unit', 'group'] as const)
    if (!words[field].has(text(field).toLowerCase()))
      return { reason: 'unknown-word', column: field, values: { word: text(field) } };
  for (const [field, most] of [
    ['packSize', mostUnits],
    ['youngestMonths', mostMonths],
  ] as const)
    if (text(field) && !(/^\d{1,5}$/.test(text(field)) && Number(text(field)) <= most))
      return { reason: 'wrong-count', column: field, values: { most } };
  if (text('packSize') && Number(text('packSize')) === 0)
    return { reason: 'wrong-count', column: 'packSize', values: { most: mostUnits } };
  for (const field of flags)
    if (text(field) && flagOf(text(field)) === undefined) return { reason: 'wrong-flag', column: field };
  if (!ingredients.every((one) => anIngredient.test(one)))
    return { reason: 'wrong-ingredients', column: 'ingredients' };
  if (text('atc') && !atcPattern.test(text('atc').toUpperCase()))
    return { reason: 'wrong-atc', column: 'atc' };
  return text('gtin') && !isGtin(text('gtin')) ? { reason: 'wrong-gtin', column: 'gtin' } : undefined;
}

function isGtin(digits: string): boolean {
  try {
    gtin14(digits);
    return true;
  } catch {
    return false;
  }
}

/** `对乙酰氨基酚/paracetamol 500 mg`; a herb has no amount. A dose that can't be read would be checked by nobody. */
const anIngredient = /^[^/]+\/[^/\d]+( [\d.]+ ?(mg|g|µg|ug|ml|IU))?$/i;

/** The ingredients of a cell, as the file writes them: one a line, or with semicolons between. */
const ingredientsIn = (cell: string): string[] =>
  cell
    .split(/[;；\n]/)
    .map(tidy)
    .filter(Boolean);

/** Medicines are the same by code, and alike by name and strength. */
export const medicineKind: Kind<MedicineRow> = {
  identity: ({ code }) => code,
  name: ({ nameZh }) => nameZh,
  likenesses: ({ nameZh, strength = '' }) => [
    { key: `${folded(nameZh)} ${folded(strength)}`, reason: 'same-name-and-strength' },
  ],
};
