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

// What was typed while this was still on its way is asked for now; a line fails in the hour that counts.
document.addEventListener('DOMContentLoaded', () => {
  for (const field of document.querySelectorAll('input:not([type=hidden]), textarea')) {
    if (field.value === field.defaultValue && field.checked === field.defaultChecked) continue;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    htmx.trigger(field, 'early');
  }
});

export default htmx;
