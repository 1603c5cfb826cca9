import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import reader from 'zxing-wasm/reader/zxing_reader.wasm';

prepareZXingModule({ overrides: { locateFile: () => reader } });

/** What stands on packs: GS1 DataMatrix, EAN and UPC, GS1-128, Digital Links in QR codes. */
const formats = ['DataMatrix', 'EAN-13', 'EAN-8', 'UPC-A', 'Code128', 'QRCode', 'ITF'];

/** The text of a barcode in a picture, its separators as a scanner types them; undefined without one. */
export async function barcodeIn(picture) {
  const [found] = await readBarcodes(picture, { formats, maxNumberOfSymbols: 1, textMode: 'Plain' });
  return found?.isValid ? found.text : undefined;
}
