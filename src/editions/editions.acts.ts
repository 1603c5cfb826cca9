declare module '../database/act.js' {
  interface Acts {
    'edition.signed': null;
    'edition.begun': null;
  }
}

export {};
