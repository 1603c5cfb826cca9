declare module '../database/act.js' {
  interface Acts {
    'selling-limit.set': null;
    'selling-limit.ended': null;
    'real-name-register.exported': null;
  }
}

export {};
