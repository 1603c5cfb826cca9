declare module '../database/act.js' {
  interface Acts {
    'patient.registered': null;
    'patient.changed': null;
  }
}

export {};
