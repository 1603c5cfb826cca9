declare module '../database/act.js' {
  interface Acts {
    'patient.registered': null;
  }
}

export {};
