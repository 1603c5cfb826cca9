declare module '../database/act.js' {
  interface Acts {
    'delivery.uploaded': null;
    'delivery.columns-said': null;
    'delivery.codes-said': null;
  }
}

export {};
