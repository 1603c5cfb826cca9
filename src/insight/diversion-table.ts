import type { Language } from '../config/settings.js';
import { diversionClasses } from '../episodes/domain/diversion.js';
import { csvText } from '../web/csv.js';
import { translate } from '../web/language.js';
import { workbook } from '../web/workbook.js';
import type { Diversion } from './diversion.queries.js';

/** The table of the diversion page, heading and total included: exactly what is on the screen. */
export function diversionTable({ days, classes, feverVisits, rate }: Diversion, language: Language) {
  const say = (key: string) => translate(language, `insight.diversion.${key}`);
  const headings = [
    say('day'),
    say('feverVisits'),
    ...diversionClasses.map((one) => say(`classes.${one}`)),
    say('keptAway'),
    say('waiting'),
  ];
  const rows = days.map((day) => [
    day.on,
    day.feverVisits,
    ...diversionClasses.map((one) => day.classes[one]),
    day.keptAway,
    day.waiting ?? '',
  ]);
  const total = [
    say('total'),
    feverVisits,
    ...diversionClasses.map((one) => classes[one]),
    rate.numerator,
    '',
  ];
  return { headings, rows, total };
}

type Table = ReturnType<typeof diversionTable>;

export const asCsv = ({ headings, rows, total }: Table): string => csvText([headings, ...rows, total]);

export const asXlsx = ({ headings, rows, total }: Table, title: string): Promise<Buffer> =>
  workbook([{ name: title, headings, rows, total }]);
