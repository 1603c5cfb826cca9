import { existsSync } from 'node:fs';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.js';
import { threadAlias } from './test/support/threads/alias.js';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

// Tests start threads of the built program.
const build = 'test/support/threads/build.ts';

// Acts and pages run on both engines; rules need neither, nor a build; some want the whole program, built; browser tests need a
// Chromium.
const acts = {
  include: ['test/**/*.test.ts'],
  exclude: ['test/**/*.{rules,search,program,browser}.test.ts'],
};
const slow = {
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  globalSetup: [build, 'test/support/databases.ts'],
};

if (!chromium) process.stdout.write('No Chromium is installed: the browser tests are left out.\n');

export default defineConfig({
  plugins: [swc.vite()],
  oxc: false,
  resolve: { alias: threadAlias },
  test: {
    // One more than there are cores: many tests wait for a mail server, a clock or a database.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['test/**/*.rules.test.ts'],
          // What hangs is ended; a busy machine is not.
          testTimeout: 120_000,
          // Pure functions leave nothing behind: one start serves all files.
          isolate: false,
        },
      },
      {
        extends: true,
        // Hundreds of random problems, each compared with a search that tries everything.
        test: { name: 'search', include: ['test/**/*.search.test.ts'], testTimeout: 120_000, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'program',
          include: ['test/**/*.program.test.ts'],
          testTimeout: 60_000,
          globalSetup: [build],
        },
      },
      { extends: true, test: { name: 'sqlite', ...acts, ...slow, env: { ENGINE: 'sqlite' } } },
      { extends: true, test: { name: 'postgres', ...acts, ...slow, env: { ENGINE: 'postgres' } } },
      ...(chromium
        ? [
            {
              extends: true as const,
              test: {
                name: 'browser',
                include: ['test/**/*.browser.test.ts'],
                ...slow,
                env: { ENGINE: 'sqlite', CHROMIUM: chromium },
              },
            },
          ]
        : []),
    ],
  },
});
