declare module '../database/act.js' {
  interface Acts {
    'facility.added': null;
    'facility.changed': null;
    'facility.removed': null;
    'capacity.reported': null;
    'capacity.taken-back': null;
    'capacity.asked-for': null;
  }
}

export {};
