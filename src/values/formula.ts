/** Spreadsheets also take the full-width signs for the beginning of a formula. An apostrophe in front makes it a text. */
const beginsFormula = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text of a file that no spreadsheet takes for a formula. */
export const guarded = (text: string): string =>
  beginsFormula.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;

/** The text that was guarded so. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && beginsFormula.test(text) ? text.slice(1) : text;
