/**
 * `npm run dev`: serves, and starts again when code, a view, a sentence or a style changes. Sign-ins outlive a restart.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const nodemon = [resolve('nodemon/bin/nodemon.js'), '--quiet', '--delay', '0.1'];
const env = { SESSION_SECRET: randomBytes(32).toString('hex'), ...process.env };

const run = (...words) => spawn(process.execPath, words, { env, stdio: ['ignore', 'inherit', 'inherit'] });
const watch = (places) => places.flatMap((place) => ['--watch', place]);

/** What the program does not read itself: of what browsers load, it reads the list. */
const ignored = ['views/assets', 'dist/assets/*.js'].flatMap((place) => ['--ignore', place]);

const children = [
  run(resolve('@swc/cli/bin/swc.js'), 'src', '-d', 'dist', '--strip-leading-paths', '--quiet', '--watch'),
  run(
    ...nodemon,
    ...watch(['views', 'src']),
    '--ext',
    'hbs,css,js,ts',
    'views/assets/build.mjs',
    '--unpacked',
  ),
  run(...nodemon, ...watch(['dist', 'views']), '--ext', 'js,hbs,json', ...ignored, 'dist/main.js'),
];
const end = () => children.forEach((child) => child.kill('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
for (const child of children) child.on('exit', end);
