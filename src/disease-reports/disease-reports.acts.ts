declare module '../database/act.js' {
  interface Acts {
    'disease-report.noticed': null;
    'disease-report.sent': null;
    'disease-report.overdue': null;
  }
}

export {};
