import { takesLetters } from './takes-letters.js';

// The panel below a board closes again, and a key in it stands for its button.
document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-close=panel]')) return;
  event.preventDefault();
  document.getElementById('panel').classList.add('d-none');
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
  const key = CSS.escape(event.key.toUpperCase());
  const wanted = document.querySelector(`#panel:not(.d-none) [data-key="${key}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
