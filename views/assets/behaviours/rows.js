import { takesLetters } from './takes-letters.js';

// An inbox: arrows choose a row, and each act on it has one key.
const rowsOf = () => [...document.querySelectorAll('[data-rows] tr')];

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
  const rows = rowsOf();
  if (rows.length === 0) return;
  const current =
    event.target.closest('[data-rows] tr') ?? rows.find((row) => row.hasAttribute('data-current')) ?? rows[0];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const wanted = step
    ? rows[rows.indexOf(current) + step]
    : current.querySelector(`[data-row-key="${CSS.escape(event.key.toUpperCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
  if (wanted.matches('button')) wanted.click();
});
