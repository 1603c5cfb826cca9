/**
 * Makes what browsers load, from this folder into `dist/assets`: of Tabler only what a view uses, our styles a file a
 * room, our behaviours a module each. Names carry the hash of what is in them, so browsers keep them for good; each file
 * stands there packed by brotli and gzip as well. `manifest.json` says what each is called.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, transform } from 'esbuild';
import { PurgeCSS } from 'purgecss';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const into = join(root, 'dist', 'assets');
const require = createRequire(import.meta.url);
/** Who develops does not wait for the packing. */
const unpacked = process.argv.includes('--unpacked');
const target = ['chrome105', 'firefox121', 'safari16'];
/** The names of what was made, by what it was made from; and which parts a behaviour shares with others. */
const made = {};
const parts = {};
const written = new Set();
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** The rules of Tabler that some view, presenter or behaviour can need. */
async function usedOfTabler() {
  const file = require.resolve('@tabler/core/dist/css/tabler.css');
  const [{ css }] = await new PurgeCSS().purge({
    content: ['views/**/*.hbs', 'src/**/*.ts', 'views/assets/behaviours/*.js'].map((glob) =>
      join(root, glob),
    ),
    css: [{ raw: (await readFile(file, 'utf8')).replace(/@charset[^;]*;/, '') }],
    // A view puts these together from parts.
    safelist: {
      standard: [/^bg-[a-z]+-lt$/, /^btn-(primary|danger|outline-danger|ghost-danger)$/, /^data-bs-theme$/],
    },
    keyframes: true,
    fontFace: true,
  });
  return css;
}

/**
 * A file a room, each in its layer. What is important in an early layer holds against a later one, so what makes Tabler's
 * own important colours readable comes before it.
 */
async function styles() {
  const folder = join(here, 'styles');
  const of = (name) => readFile(join(folder, `${name}.css`), 'utf8');
  const rooms = (await readdir(folder))
    .map((file) => basename(file, '.css'))
    .filter((name) => name !== 'common' && name !== 'contrast');
  const common = [
    '@layer contrast, library, common, room;',
    `@layer contrast {${await of('contrast')}}`,
    `@layer library {${await usedOfTabler()}}`,
    `@layer common {${await of('common')}}`,
  ].join('\n');
  made['styles/common.css'] = await style('common', common);
  for (const room of rooms) made[`styles/${room}.css`] = await style(room, `@layer room {${await of(room)}}`);
}

async function style(name, css) {
  const { code } = await transform(css, { loader: 'css', minify: true, target });
  return put(`${name}.css`, code);
}

async function behaviours() {
  const folder = join(here, 'behaviours');
  const entryPoints = (await readdir(folder)).map((file) => join(folder, file));
  const { outputFiles, metafile } = await build({
    entryPoints,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target,
    outdir: into,
    entryNames: '[name].[hash]',
    chunkNames: 'part.[hash]',
    assetNames: '[name].[hash]',
    loader: { '.wasm': 'file' },
    publicPath: '/assets',
    metafile: true,
    write: false,
  });
  for (const { path, contents } of outputFiles) await write(basename(path), contents);
  const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint);
  for (const [path, { entryPoint, imports }] of entries) {
    const name = `behaviours/${basename(entryPoint)}`;
    made[name] = basename(path);
    // What comes on demand is not asked for beforehand.
    parts[name] = imports
      .filter(({ kind }) => kind === 'import-statement')
      .map((part) => basename(part.path));
  }
}

async function pictures() {
  const folder = join(here, 'still');
  for (const file of await readdir(folder)) made[file] = await put(file, await readFile(join(folder, file)));
}

/** @returns the name under which it is kept */
async function put(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const kept = `${basename(name, extname(name))}.${hash}${extname(name)}`;
  await write(kept, Buffer.from(content));
  return kept;
}

async function write(name, content) {
  written.add(name);
  await writeFile(join(into, name), content);
  if (unpacked) return;
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(join(into, `${name}.br`), await brotli(content, best));
  await writeFile(join(into, `${name}.gz`), await zip(content, { level: 9 }));
}

await mkdir(into, { recursive: true });
await styles();
await behaviours();
await pictures();
const manifest = JSON.stringify({ made, parts }, null, 2);
const list = join(into, 'manifest.json');
// Written only when it says something new: who develops watches it.
if (manifest !== (await readFile(list, 'utf8').catch(() => ''))) await writeFile(list, manifest);
for (const file of await readdir(into))
  if (file !== 'manifest.json' && !written.has(file.replace(/[.](br|gz)$/, ''))) await rm(join(into, file));
