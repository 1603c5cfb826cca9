/** Declared beside the acts of every other room. */
declare module '../database/act.js' {
  interface Acts {
    'need.set': null;
    'need.changed': null;
    'need.taken-back': null;
  }
}

export {};
