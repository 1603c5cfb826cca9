import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { threadAlias } from '../support/threads/alias.js';

export default defineConfig({
  plugins: [swc.vite()],
  oxc: false,
  resolve: { alias: threadAlias },
  test: {
    root: '.',
    include: ['test/bench/*.bench.ts'],
    globalSetup: ['test/support/databases.ts'],
    env: { ENGINE: 'sqlite' },
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
  },
});
