/** Declared beside the acts of every other room. */
declare module '../database/act.js' {
  interface Acts {
    'roster.mended': null;
  }
}

export {};
