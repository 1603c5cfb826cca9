declare module '../database/act.js' {
  interface Acts {
    'facility.added': null;
    'facility.changed': null;
    'capacity.reported': null;
  }
}

export {};
