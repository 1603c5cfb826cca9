// Parts of pages that are fetched: htmx, told what our pages allow.
import htmx from 'htmx.org/dist/htmx.esm.js';

Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  historyCacheSize: 0,
  historyRestoreAsHxRequest: false,
  attributesToSettle: ['class'],
  responseHandling: [
    { code: '204', swap: false },
    { code: '...', swap: true },
  ],
});

export default htmx;
