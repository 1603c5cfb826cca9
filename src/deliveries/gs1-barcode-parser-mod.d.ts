declare module 'gs1-barcode-parser-mod' {
  interface CodeItem {
    readonly ai: string;
    readonly data: string | number;
    /** Of an element that holds a date, `YYYY-MM-DD`. */
    readonly isoDate: string;
    /** As it stood in the barcode. */
    readonly raw: string;
  }
  /** @throws string what is wrong with the barcode */
  export function parseBarcode(barcode: string): {
    readonly codeName: string;
    readonly parsedCodeItems: readonly CodeItem[];
  };
  const parser: { readonly parseBarcode: typeof parseBarcode };
  export default parser;
}
