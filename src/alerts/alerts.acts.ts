declare module '../database/act.js' {
  interface Acts {
    'alert.opened': null;
    'alert.closed': null;
    'alert.worsened': null;
    'alert.escalated': null;
    'alert.acknowledged': null;
    'alert.rule-set': null;
    'alert.rule-unset': null;
  }
}

export {};
