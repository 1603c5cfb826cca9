declare module '../database/act.js' {
  interface Acts {
    'doctor.registered': null;
    'doctor.changed': null;
    'doctor.struck-off': null;
    'doctor.reinstated': null;
    'doctor.lent': null;
    'doctor.kept': null;
    'facility.keeps-doctors': null;
    'availability.said': null;
    'availability.said-otherwise': null;
    'availability.taken-back': null;
  }
}

export {};
