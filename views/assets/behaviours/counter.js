import { takesLetters } from './takes-letters.js';

// The counter needs no mouse: each field has a key, Enter goes on, Ctrl+Enter saves.
const counter = document.querySelector('form[data-counter]');

if (counter) {
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      counter.requestSubmit();
      return;
    }
    if (event.key === 'Enter' && counter.contains(target) && target.matches('input, select')) {
      event.preventDefault();
      focusNext(target);
      return;
    }
    if (!/^F\d$/.test(event.key) && !event.altKey && (event.ctrlKey || event.metaKey || takesLetters(target)))
      return;
    const key = event.altKey ? event.code.replace(/^(Key|Digit)/, '') : event.key.toUpperCase();
    const flag = target.closest?.('[data-flags]')?.querySelector(`[data-flag="${CSS.escape(key)}"]`);
    if (flag) {
      event.preventDefault();
      flag.focus();
      flag.click();
      return;
    }
    const choice =
      target.matches('[type=radio], body, button') &&
      document.querySelector(`[data-choice="${CSS.escape(key)}"]`);
    const wanted = choice || document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    if (choice) choice.click();
    if (wanted.matches('a, [data-press]')) wanted.click();
    else wanted.focus();
  });
  // "None of these" and what it denies exclude each other.
  counter.addEventListener('change', ({ target }) => {
    if (!target.checked || !target.dataset.flag) return;
    const none = target.hasAttribute('data-none');
    const asked = CSS.escape(target.closest('[data-flags]').dataset.flags);
    for (const flag of counter.querySelectorAll(`[data-flags="${asked}"] [data-flag]:checked`))
      if (flag.hasAttribute('data-none') !== none) flag.checked = false;
  });
  const wrong = counter.querySelector('[aria-invalid=true], .is-invalid input');
  const first = document.querySelector('[name=q]') ?? counter.querySelector('[name=temperature]');
  (wrong ?? first)?.focus();
  counter.dataset.ready = '';
}

function focusNext(from) {
  const fields = [...counter.querySelectorAll('input:not([type=hidden]), select, textarea, button')];
  const next = fields
    .slice(fields.indexOf(from) + 1)
    .find((field) => field.offsetParent !== null && !(field.type === 'radio' && field.name === from.name));
  next?.focus();
}
