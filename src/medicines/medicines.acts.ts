declare module '../database/act.js' {
  interface Acts {
    'medicine.catalogue-filled': null;
    'medicine.added': null;
    'medicine.changed': null;
    'medicine.removed': null;
    'medicine.barcode-taught': null;
    'medicine.barcode-forgotten': null;
    'dose-rule.added': null;
    'dose-rule.changed': null;
    'safety-rule.added': null;
    'safety-rule.changed': null;
  }
}

export {};
