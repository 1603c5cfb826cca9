import { readIngredients } from './ingredient-lines.js';
import {
  type DoseForm,
  type Ingredient,
  isUsuallyPrescribed,
  type MedicineGroup,
  type MedicineUnit,
} from './domain/medicine.js';

export interface CatalogueEntry {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly form: DoseForm;
  readonly strength: string;
  readonly unit: MedicineUnit;
  readonly group: MedicineGroup;
  readonly ingredients: readonly Ingredient[];
  readonly key: boolean;
  /** Units in the maker's pack. */
  readonly packSize: number;
  readonly splittable: boolean;
  /** The youngest age on the label, in full months. */
  readonly youngestMonths: number | null;
  readonly realName: boolean;
  /** 14 digits. */
  readonly gtin: string | null;
  readonly prescription: boolean;
  readonly atc: string | null;
  readonly driving: boolean;
  readonly label: string | null;
}

type Row = [
  code: string,
  zh: string,
  en: string,
  DoseForm,
  strength: string,
  unit: MedicineUnit,
  MedicineGroup,
  ingredients: string,
  key?: 'key',
];

/**
 * The key medicines of a fever season, as Chinese pharmacies stocked them in December 2022.
 * Ingredients are `zh/en amount`, parted by `+`; a traditional medicine names its leading herbs without amounts.
 */
// prettier-ignore
const rows: Row[] = [
  ['PARA500', '对乙酰氨基酚片', 'Paracetamol tablets', 'tablet', '0.5 g', 'tablet', 'antipyretic', '对乙酰氨基酚/paracetamol 500 mg', 'key'],
  ['PARA650ER', '对乙酰氨基酚缓释片', 'Paracetamol prolonged-release tablets', 'tablet', '0.65 g', 'tablet', 'antipyretic', '对乙酰氨基酚/paracetamol 650 mg', 'key'],
  ['PARASUSP', '对乙酰氨基酚混悬滴剂', 'Paracetamol oral drops for children', 'drops', '15 ml: 1.5 g', 'bottle', 'antipyretic', '对乙酰氨基酚/paracetamol 1500 mg', 'key'],
  ['PARASUPP', '对乙酰氨基酚栓', 'Paracetamol suppositories', 'suppository', '0.15 g', 'suppository', 'antipyretic', '对乙酰氨基酚/paracetamol 150 mg'],
  ['IBU300SR', '布洛芬缓释胶囊', 'Ibuprofen prolonged-release capsules', 'capsule', '0.3 g', 'capsule', 'antipyretic', '布洛芬/ibuprofen 300 mg', 'key'],
  ['IBU200', '布洛芬片', 'Ibuprofen tablets', 'tablet', '0.2 g', 'tablet', 'antipyretic', '布洛芬/ibuprofen 200 mg', 'key'],
  ['IBUSUSP', '布洛芬混悬液', 'Ibuprofen oral suspension', 'oral-liquid', '100 ml: 2 g', 'bottle', 'antipyretic', '布洛芬/ibuprofen 2000 mg', 'key'],
  ['IBUDROP', '布洛芬混悬滴剂', 'Ibuprofen oral drops for infants', 'drops', '15 ml: 0.6 g', 'bottle', 'antipyretic', '布洛芬/ibuprofen 600 mg', 'key'],
  ['ASP300', '阿司匹林泡腾片', 'Aspirin effervescent tablets', 'tablet', '0.3 g', 'tablet', 'antipyretic', '阿司匹林/aspirin 300 mg'],
  ['LOXO60', '洛索洛芬钠片', 'Loxoprofen sodium tablets', 'tablet', '60 mg', 'tablet', 'antipyretic', '洛索洛芬钠/loxoprofen sodium 60 mg'],
  ['ANKA', '氨咖黄敏胶囊', 'Paracetamol, caffeine, bezoar and chlorphenamine capsules', 'capsule', '', 'capsule', 'cold', '对乙酰氨基酚/paracetamol 250 mg+咖啡因/caffeine 15 mg+人工牛黄/artificial bezoar 10 mg+马来酸氯苯那敏/chlorphenamine maleate 1 mg', 'key'],
  ['FENMA', '酚麻美敏片', 'Paracetamol, pseudoephedrine, dextromethorphan and chlorphenamine tablets', 'tablet', '', 'tablet', 'cold', '对乙酰氨基酚/paracetamol 325 mg+盐酸伪麻黄碱/pseudoephedrine hydrochloride 30 mg+氢溴酸右美沙芬/dextromethorphan hydrobromide 15 mg+马来酸氯苯那敏/chlorphenamine maleate 2 mg', 'key'],
  ['ANFEN', '氨酚伪麻美芬片', 'Paracetamol, pseudoephedrine and dextromethorphan tablets', 'tablet', '', 'tablet', 'cold', '对乙酰氨基酚/paracetamol 500 mg+盐酸伪麻黄碱/pseudoephedrine hydrochloride 30 mg+氢溴酸右美沙芬/dextromethorphan hydrobromide 15 mg'],
  ['GANKANG', '复方氨酚烷胺片', 'Paracetamol and amantadine compound tablets', 'tablet', '', 'tablet', 'cold', '对乙酰氨基酚/paracetamol 250 mg+盐酸金刚烷胺/amantadine hydrochloride 100 mg+人工牛黄/artificial bezoar 10 mg+咖啡因/caffeine 15 mg+马来酸氯苯那敏/chlorphenamine maleate 2 mg', 'key'],
  ['XIAOER', '小儿氨酚黄那敏颗粒', 'Paracetamol, bezoar and chlorphenamine granules for children', 'granules', '6 g', 'sachet', 'cold', '对乙酰氨基酚/paracetamol 125 mg+人工牛黄/artificial bezoar 5 mg+马来酸氯苯那敏/chlorphenamine maleate 0.5 mg', 'key'],
  ['GML', '感冒灵颗粒', 'Ganmaoling granules', 'granules', '10 g', 'sachet', 'cold', '对乙酰氨基酚/paracetamol 200 mg+咖啡因/caffeine 4 mg+马来酸氯苯那敏/chlorphenamine maleate 4 mg+三叉苦/Melicope pteleifolia', 'key'],
  ['LHQW', '连花清瘟胶囊', 'Lianhua Qingwen capsules', 'capsule', '0.35 g', 'capsule', 'traditional', '连翘/Forsythia+金银花/Lonicera+麻黄/Ephedra', 'key'],
  ['LHQWG', '连花清瘟颗粒', 'Lianhua Qingwen granules', 'granules', '6 g', 'sachet', 'traditional', '连翘/Forsythia+金银花/Lonicera+麻黄/Ephedra', 'key'],
  ['HXZQ', '藿香正气口服液', 'Huoxiang Zhengqi oral liquid', 'oral-liquid', '10 ml', 'vial', 'traditional', '广藿香/Pogostemon+紫苏/Perilla', 'key'],
  ['BLG', '板蓝根颗粒', 'Isatis root granules', 'granules', '10 g', 'sachet', 'traditional', '板蓝根/Isatis root'],
  ['JHQG', '金花清感颗粒', 'Jinhua Qinggan granules', 'granules', '5 g', 'sachet', 'traditional', '金银花/Lonicera+石膏/gypsum+麻黄/Ephedra'],
  ['SFJD', '疏风解毒胶囊', 'Shufeng Jiedu capsules', 'capsule', '0.52 g', 'capsule', 'traditional', '虎杖/Reynoutria+连翘/Forsythia+板蓝根/Isatis root'],
  ['YQS', '银翘解毒片', 'Yinqiao Jiedu tablets', 'tablet', '0.5 g', 'tablet', 'traditional', '金银花/Lonicera+连翘/Forsythia+薄荷/mint'],
  ['XCH', '小柴胡颗粒', 'Xiaochaihu granules', 'granules', '10 g', 'sachet', 'traditional', '柴胡/Bupleurum+黄芩/Scutellaria'],
  ['ABX30', '盐酸氨溴索片', 'Ambroxol hydrochloride tablets', 'tablet', '30 mg', 'tablet', 'cough', '盐酸氨溴索/ambroxol hydrochloride 30 mg', 'key'],
  ['ABXSYR', '盐酸氨溴索口服溶液', 'Ambroxol hydrochloride oral solution', 'oral-liquid', '100 ml: 0.6 g', 'bottle', 'cough', '盐酸氨溴索/ambroxol hydrochloride 600 mg'],
  ['DXM15', '氢溴酸右美沙芬片', 'Dextromethorphan hydrobromide tablets', 'tablet', '15 mg', 'tablet', 'cough', '氢溴酸右美沙芬/dextromethorphan hydrobromide 15 mg', 'key'],
  ['NAC', '乙酰半胱氨酸颗粒', 'Acetylcysteine granules', 'granules', '0.2 g', 'sachet', 'cough', '乙酰半胱氨酸/acetylcysteine 200 mg'],
  ['GANCAO', '复方甘草片', 'Compound liquorice tablets', 'tablet', '', 'tablet', 'cough', '甘草流浸膏粉/liquorice extract 112.5 mg+阿片粉/powdered opium 4 mg+樟脑/camphor 2 mg'],
  ['PIPA', '蜜炼川贝枇杷膏', 'Fritillary and loquat syrup', 'syrup', '150 ml', 'bottle', 'cough', '川贝母/Fritillaria+枇杷叶/loquat leaf'],
  ['XGS', '西瓜霜润喉片', 'Watermelon frost lozenges', 'tablet', '0.6 g', 'tablet', 'throat', '西瓜霜/watermelon frost+冰片/borneol+薄荷素油/mint oil'],
  ['HSP', '华素片（西地碘含片）', 'Cydiodine lozenges', 'tablet', '1.5 mg', 'tablet', 'throat', '碘/iodine 1.5 mg', 'key'],
  ['LRT10', '氯雷他定片', 'Loratadine tablets', 'tablet', '10 mg', 'tablet', 'allergy', '氯雷他定/loratadine 10 mg'],
  ['MMST', '蒙脱石散', 'Montmorillonite powder', 'powder', '3 g', 'sachet', 'digestive', '蒙脱石/montmorillonite 3000 mg', 'key'],
  ['ORS3', '口服补液盐散（Ⅲ）', 'Oral rehydration salts III', 'powder', '5.125 g', 'sachet', 'rehydration', '氯化钠/sodium chloride 650 mg+氯化钾/potassium chloride 375 mg+枸橼酸钠/sodium citrate 725 mg+无水葡萄糖/anhydrous glucose 3375 mg', 'key'],
  ['DOMP10', '多潘立酮片', 'Domperidone tablets', 'tablet', '10 mg', 'tablet', 'digestive', '多潘立酮/domperidone 10 mg'],
  ['OSE75', '磷酸奥司他韦胶囊', 'Oseltamivir phosphate capsules', 'capsule', '75 mg', 'capsule', 'antiviral', '奥司他韦/oseltamivir 75 mg', 'key'],
  ['AZV1', '阿兹夫定片', 'Azvudine tablets', 'tablet', '1 mg', 'tablet', 'antiviral', '阿兹夫定/azvudine 1 mg', 'key'],
  ['NMVR', '奈玛特韦片/利托那韦片组合包装', 'Nirmatrelvir and ritonavir tablets', 'tablet', '150 mg + 100 mg', 'box', 'antiviral', '奈玛特韦/nirmatrelvir 150 mg+利托那韦/ritonavir 100 mg', 'key'],
  ['AMX500', '阿莫西林胶囊', 'Amoxicillin capsules', 'capsule', '0.5 g', 'capsule', 'antibiotic', '阿莫西林/amoxicillin 500 mg'],
  ['AGKIT', '新型冠状病毒抗原检测试剂', 'SARS-CoV-2 antigen test', 'kit', '', 'test', 'test', '', 'key'],
  ['N95', '医用防护口罩', 'Medical respirator', 'device', 'N95', 'piece', 'supply', '', 'key'],
];

/** What a pack commonly holds; the bureau sets each as its label says. */
const packSizes: Partial<Record<MedicineUnit, number>> = {
  tablet: 24,
  capsule: 24,
  sachet: 10,
  suppository: 5,
  vial: 10,
  test: 5,
  piece: 10,
};

/** The WHO's codes, where one fits; compounds have none of their own. */
const atcOf: Readonly<Record<string, string>> = {
  PARA500: 'N02BE01',
  PARA650ER: 'N02BE01',
  PARASUSP: 'N02BE01',
  PARASUPP: 'N02BE01',
  IBU300SR: 'M01AE01',
  IBU200: 'M01AE01',
  IBUSUSP: 'M01AE01',
  IBUDROP: 'M01AE01',
  ASP300: 'N02BA01',
  ABX30: 'R05CB06',
  ABXSYR: 'R05CB06',
  DXM15: 'R05DA09',
  NAC: 'R05CB01',
  LRT10: 'R06AX13',
  MMST: 'A07BC05',
  DOMP10: 'A03FA03',
  OSE75: 'J05AH02',
  NMVR: 'J05AE30',
  AMX500: 'J01CA04',
};

/** Whose labels say: no driving, no machines. */
const makesSleepy = /chlorphenamine|diphenhydramine|promethazine|dextromethorphan|opium|codeine/;

export const catalogue: readonly CatalogueEntry[] = rows.map(
  ([code, nameZh, nameEn, form, strength, unit, group, ingredients, key]) => ({
    code,
    nameZh,
    nameEn,
    form,
    strength,
    unit,
    group,
    ingredients: readIngredients(ingredients.replaceAll('+', '\n')),
    key: key === 'key',
    packSize: packSizes[unit] ?? 1,
    splittable: true,
    youngestMonths: null,
    realName: false,
    gtin: null,
    prescription: isUsuallyPrescribed(group),
    atc: atcOf[code] ?? null,
    driving: makesSleepy.test(ingredients),
    label: null,
  }),
);
