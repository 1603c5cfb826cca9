import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareZXingModule, type WriteInputBarcodeFormat, writeBarcode } from 'zxing-wasm/writer';

const [width, height] = [640, 480];
const [black, white, grey] = [16, 235, 128];
const moduleWidth = 8;
const require = createRequire(import.meta.url);

prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(require.resolve('zxing-wasm/writer/zxing_writer.wasm')).buffer,
  },
});

/** What Chromium is to be told so that its camera shows a film. */
export const filmed = (film: string): string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** A film (YUV4MPEG2) of a barcode that is held still. @returns its path */
export async function filmOf(text: string, format: WriteInputBarcodeFormat, options = ''): Promise<string> {
  const { symbol, error } = await writeBarcode(text, { format, options });
  if (error) throw new Error(error);
  const light = Buffer.alloc(width * height, white);
  const [left, top] = [
    (width - symbol.width * moduleWidth) >> 1,
    (height - symbol.height * moduleWidth) >> 1,
  ];
  for (let y = 0; y < symbol.height * moduleWidth; y++)
    for (let x = 0; x < symbol.width * moduleWidth; x++) {
      const module = Math.floor(y / moduleWidth) * symbol.width + Math.floor(x / moduleWidth);
      light[(top + y) * width + left + x] = symbol.data[module] === 0 ? black : white;
    }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, grey)]);
  const film = join(await mkdtemp(join(tmpdir(), 'bianmin-film-')), 'film.y4m');
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(film, Buffer.concat([head, frame, frame]));
  return film;
}
