declare module '../database/act.js' {
  interface Acts {
    'patient.corrected': null;
    'patient.merged': null;
    'patient.parted': null;
    'patient.said-two': null;
    'patient.erased': null;
  }
}

export {};
