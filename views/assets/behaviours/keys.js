import { takesLetters } from './takes-letters.js';

// A page with a few acts: each has its key.
if (document.querySelector('[data-keys]')) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
    const wanted = document.querySelector(`[data-keys] [data-key="${CSS.escape(event.key.toUpperCase())}"]`);
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
    if (wanted.matches('button')) wanted.click();
  });
}
