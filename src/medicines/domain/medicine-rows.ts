import type { Facts, Kind, Parsed, Rejection } from '../../imports/domain/changeset.js';
import { readRows, type RowSource } from '../../imports/domain/rows.js';
import { flagOf } from '../../values/flag.js';
import { wholeOf } from '../../values/number.js';
import { folded, tidy } from '../../values/text.js';
import { gtin14 } from './gtin.js';
import {
  atcPattern,
  type DoseForm,
  doseForms,
  type MedicineGroup,
  medicineCode,
  medicineGroups,
  type MedicineUnit,
  units,
} from './medicine.js';

/** A medicine as a catalogue's file writes it. */
export interface MedicineRow extends Facts {
  readonly code: string;
  readonly nameZh: string;
  /** Where a file has none, what stands; for a new medicine a blank. */
  readonly nameEn?: string;
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

export const medicineHeadings = {
  code: ['编码', 'code', '代码', '药品编码', '药品代码', '医保编码', '国家医保编码', '药品编号'],
  nameZh: ['名称', 'name zh', 'chinese name', '通用名', '通用名称', '药品名称', '注册名称', '产品名称'],
  nameEn: ['英文名', 'name en', 'english name', '英文名称'],
  form: ['剂型', 'form', '注册剂型'],
  strength: ['规格', 'strength', '注册规格', '药品规格'],
  unit: ['单位', 'unit', '最小单位', '最小制剂单位', '制剂单位'],
  group: ['类别', 'group', '分类'],
  ingredients: ['成分', 'ingredients'],
  packSize: ['每盒数量', 'pack size', '包装数量', '最小包装数量', '转换比'],
  splittable: ['可拆零', 'splittable', '拆零'],
  youngestMonths: ['最小月龄', 'youngest months'],
  realName: ['实名', 'real name'],
  gtin: ['条码', 'gtin', 'barcode', '商品条码'],
  prescription: ['处方药', 'prescription', '处方'],
  atc: ['atc', 'atc编码', 'atc代码'],
  driving: ['禁驾', 'no driving', '驾驶禁忌'],
  label: ['说明书', 'label', '说明书要点'],
  key: ['重点', 'key', '重点药品'],
} as const;
type Field = keyof typeof medicineHeadings;

const needed = ['code', 'nameZh', 'form', 'unit', 'group'] as const;
const longest = { nameZh: 80, nameEn: 120, strength: 60, ingredients: 1000, label: 1000 } as const;
const flags = ['splittable', 'realName', 'prescription', 'driving', 'key'] as const;
const mostUnits = 10_000;
const mostMonths = 1500;

/** How a file names what the program has a word for: by that word, or as people of the field write it. */
const words = {
  form: named(doseForms, [
    '片剂 片 素片 薄膜衣片 糖衣片 缓释片 控释片 肠溶片 分散片 咀嚼片 泡腾片 口崩片 口腔崩解片 含片 舌下片',
    '胶囊 胶囊剂 硬胶囊 软胶囊 缓释胶囊 肠溶胶囊',
    '颗粒 颗粒剂 泡腾颗粒 缓释颗粒 肠溶颗粒 干混悬剂 冲剂',
    '糖浆 糖浆剂',
    '滴剂 口服滴剂',
    '栓剂 栓',
    '口服液 口服溶液 口服溶液剂 口服混悬液 混悬液 混悬剂 合剂',
    '散剂 散 粉剂',
    '喷雾 喷雾剂 气雾剂 吸入剂 吸入粉雾剂 鼻喷雾剂 鼻喷剂',
    '试剂 试剂盒',
    '器械 医疗器械',
    '注射剂 注射液 注射用无菌粉末',
    '软膏 软膏剂 乳膏 乳膏剂 凝胶 凝胶剂 搽剂 洗剂 酊剂 滴眼剂 滴眼液 滴鼻剂 滴鼻液 滴耳剂 滴耳液 贴剂 贴膏 贴膏剂 膏药',
    '丸剂 丸 滴丸 滴丸剂 水丸 蜜丸 浓缩丸',
  ]),
  unit: named(units, '片 粒 袋 瓶 支 枚 份 只 盒'.split(' ')),
  group: named(
    medicineGroups,
    '解热镇痛 感冒复方 止咳化痰 咽喉 中成药 抗病毒 消化 补液 抗过敏 抗菌 检测 防护用品 其他'.split(' '),
  ),
} as const;

/** Each choice by its own word and by all that people write for it, with blanks between. */
function named<T extends string>(
  choices: readonly T[],
  inChinese: readonly string[],
): ReadonlyMap<string, T> {
  return new Map(
    choices.flatMap((one, i) => [one, ...inChinese[i]!.split(' ')].map((word) => [word, one] as const)),
  );
}

/** Reads a catalogue's file. Each row gets its facts, or the reason why it can't be taken. */
export const readMedicineRows = (table: RowSource) =>
  readRows(table, medicineHeadings, needed, ({ text, raw }): Parsed<MedicineRow> => {
    const ingredients = ingredientsIn(raw('ingredients'));
    const wrong = wrongIn(text, ingredients);
    if (wrong) return { rejection: wrong };
    const flag = (field: (typeof flags)[number]) => (text(field) ? flagOf(text(field)) : undefined);
    const count = (field: 'packSize' | 'youngestMonths') => (text(field) ? wholeOf(text(field)) : undefined);
    const facts: MedicineRow = {
      code: text('code').toUpperCase(),
      nameZh: text('nameZh'),
      nameEn: text('nameEn') || undefined,
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

/** Why a row can't be taken, if it can't. */
function wrongIn(text: (field: Field) => string, ingredients: readonly string[]): Rejection | undefined {
  const blank = needed.find((field) => !text(field));
  if (blank) return { reason: 'missing', column: blank };
  for (const field of ['nameZh', 'nameEn', 'strength', 'ingredients', 'label'] as const)
    if (text(field).length > longest[field])
      return { reason: 'too-long', column: field, values: { most: longest[field] } };
  if (!medicineCode.test(text('code'))) return { reason: 'wrong-code', column: 'code' };
  for (const field of ['form', 'unit', 'group'] as const)
    if (!words[field].has(text(field).toLowerCase()))
      return { reason: 'unknown-word', column: field, values: { word: text(field) } };
  for (const [field, most] of [
    ['packSize', mostUnits],
    ['youngestMonths', mostMonths],
  ] as const)
    if (text(field) && !(wholeOf(text(field))! >= 0 && wholeOf(text(field))! <= most))
      return { reason: 'wrong-count', column: field, values: { most } };
  if (text('packSize') && wholeOf(text('packSize')) === 0)
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
const anIngredient = /^[^/]+\/[^/\d]+( [\d.]+ ?(mg|g|[µμ]g|mcg|ug|ml|IU|%|万单位|万IU))?$/i;

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
