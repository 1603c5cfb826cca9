import { resolve } from 'node:path';

/** Threads run the built program, wherever what starts them was loaded from. */
export const threadAlias = ['worker-address', 'reader-address'].map((name) => ({
  find: new RegExp(`^\\./${name}\\.js$`),
  replacement: resolve(`test/support/threads/${name}.ts`),
}));
