declare module '../database/act.js' {
  interface Acts {
    'import.uploaded': null;
    'import.columns-said': null;
    'import.fields-left': null;
    'import.taken-back': null;
    'outlets.imported': null;
    'facilities.imported': null;
    'capacity.imported': null;
    'availability.imported': null;
    'medicines.imported': null;
    'safety-rules.imported': null;
  }
}

export {};
