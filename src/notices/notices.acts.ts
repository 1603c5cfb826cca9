declare module '../database/act.js' {
  interface Acts {
    'mail.chosen': null;
  }
}

export {};
