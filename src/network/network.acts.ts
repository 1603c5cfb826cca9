declare module '../database/act.js' {
  interface Acts {
    'outlet.registered': null;
    'outlet.changed': null;
    'outlet.removed': null;
    'outlet.hours-set': null;
    'outlet.exception-made': null;
    'outlet.exception-removed': null;
    'outlet.applied': null;
    'outlet.inspected': null;
    'outlet.approved': null;
    'outlet.declined': null;
    'outlet.suspended': null;
    'outlet.reopened': null;
    'outlet.revoked': null;
    'district.added': null;
    'district.removed': null;
    'chain.added': null;
    'chain.changed': null;
    'chain.removed': null;
  }
}

export {};
