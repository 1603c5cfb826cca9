// What a page can do better with JavaScript. Every page works without it.

// Light and dark.
for (const button of document.querySelectorAll('[data-theme-switch]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const next = document.documentElement.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
    document.documentElement.setAttribute('data-bs-theme', next);
    localStorage.setItem('theme', next);
  });
}

// A kept form goes back to its own page at once.
document.querySelector('form[data-send-at-once]')?.submit();

// An act that can't be undone asks once.
document.addEventListener('submit', (event) => {
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

// A form is sent once, however often it is clicked; the key of a new record makes sure on the server.
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  for (const button of event.target.querySelectorAll('button:not([type=button])')) {
    setTimeout(() => (button.disabled = true));
    setTimeout(() => (button.disabled = false), 4000);
  }
});

for (const button of document.querySelectorAll('[data-print]'))
  button.addEventListener('click', () => print());

// What is being pressed stays where it is: a part of the page that arrives meanwhile would move the button away
// from under the finger, and the press would be lost. It is shown as soon as the finger is up.
let pressed = false;
let letGoAtLast;
const arrived = new Map();
addEventListener(
  'pointerdown',
  (event) => {
    pressed = event.isPrimary && event.button === 0;
    clearTimeout(letGoAtLast);
    letGoAtLast = setTimeout(letGo, 5000);
  },
  true,
);
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (!pressed || !detail.target.id) return;
  detail.shouldSwap = false;
  arrived.set(`#${detail.target.id}`, detail.serverResponse);
});
const letGo = () => {
  pressed = false;
  setTimeout(() => {
    for (const [target, part] of arrived) htmx.swap(target, part, { swapStyle: 'outerHTML' });
    arrived.clear();
  });
};
// A menu or a list that opens may swallow the letting go: whatever comes next counts as it.
for (const end of ['pointerup', 'pointercancel', 'contextmenu', 'keydown', 'visibilitychange'])
  addEventListener(end, letGo, true);

// The counter needs no mouse: each field has a key, Enter goes on, Ctrl+Enter saves.
const counter = document.querySelector('form[data-counter]');

/** Letters can be typed here, so a letter is not a key. */
const takesLetters = (element) =>
  element.matches(
    'textarea, select, input:not([type=checkbox], [type=radio], [inputmode=decimal], [inputmode=numeric])',
  );

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
    if (event.key !== 'F2' && !event.altKey && (event.ctrlKey || event.metaKey || takesLetters(target)))
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
    if (wanted.matches('a')) wanted.click();
    else wanted.focus();
  });
  // "None of these" and a red flag exclude each other.
  counter.addEventListener('change', ({ target }) => {
    if (!target.checked || !target.dataset.flag) return;
    const none = target.hasAttribute('data-none');
    for (const flag of counter.querySelectorAll('[data-flag]:checked'))
      if (flag.hasAttribute('data-none') !== none) flag.checked = false;
  });
  const wrong = counter.querySelector('[aria-invalid=true], .is-invalid input');
  const first = document.querySelector('[name=q]') ?? counter.querySelector('[name=temperature]');
  (wrong ?? first)?.focus();
}

function focusNext(from) {
  const fields = [...counter.querySelectorAll('input:not([type=hidden]), select, textarea, button')];
  const next = fields
    .slice(fields.indexOf(from) + 1)
    .find((field) => field.offsetParent !== null && !(field.type === 'radio' && field.name === from.name));
  next?.focus();
}

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

// News of the server: the list is fetched again, the title says how many wait, and a new one is heard.
const news = document.querySelector('[data-news]');

if (news) {
  const title = document.title;
  let known;
  const source = new EventSource(news.dataset.news);
  source.addEventListener('message', async ({ data }) => {
    const { waiting, newest } = JSON.parse(data);
    document.title = waiting > 0 ? `(${waiting}) ${news.dataset.title} · ${title}` : title;
    if (known !== undefined) {
      // Nobody's half-typed reason is taken away.
      if (!news.contains(document.activeElement) || !takesLetters(document.activeElement))
        await htmx.ajax('GET', news.dataset.list, { target: '#inbox-list', swap: 'outerHTML' });
      if (newest > known) beep();
    }
    known = newest;
  });
  addEventListener('pagehide', () => source.close());
}

function beep() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = 880;
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.25);
}

// The board: a chip is dragged to another cell, or onto another chip to swap; a panel opens below and closes again.
const board = document.querySelector('[data-board]');

if (board?.dataset.board) {
  const form = document.getElementById('drag');
  const seatOf = (chip) => new URL(chip.href).searchParams.get('seat');
  const cellOf = (target) => target.closest?.('td');
  let dragged;
  const mark = (cell) => {
    for (const one of board.querySelectorAll('.bm-over')) one.classList.remove('bm-over');
    cell?.classList.add('bm-over');
  };
  board.addEventListener('dragstart', (event) => {
    dragged = event.target.closest?.('.bm-duty');
    if (!dragged) return;
    event.dataTransfer.setData('text/plain', dragged.textContent);
    board.classList.add('bm-dragging');
  });
  board.addEventListener('dragover', (event) => {
    if (!dragged || !cellOf(event.target)) return;
    event.preventDefault();
    mark(cellOf(event.target));
  });
  board.addEventListener('dragend', () => {
    mark();
    dragged = undefined;
    board.classList.remove('bm-dragging');
  });
  board.addEventListener('drop', (event) => {
    const cell = cellOf(event.target);
    const seat = dragged && seatOf(dragged);
    if (!cell || !seat) return;
    event.preventDefault();
    const other = event.target.closest('.bm-duty');
    if (other === dragged) return;
    const [outlet, slot] = cell.parentElement.dataset.row.split('.');
    const cells = [...cell.parentElement.querySelectorAll('td')];
    const on = [...board.querySelectorAll('th[data-on]')][cells.indexOf(cell)].dataset.on;
    const fields = other
      ? { act: 'swap', seat, with: seatOf(other), to: '' }
      : { act: 'move', seat, to: `${outlet}.${on}.${slot}`, with: '' };
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
    form.requestSubmit();
  });
}

document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-close=panel]')) return;
  event.preventDefault();
  document.getElementById('panel').classList.add('d-none');
});

// A key in the panel stands for its button.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
  const key = CSS.escape(event.key.toUpperCase());
  const wanted = document.querySelector(`#panel:not(.d-none) [data-key="${key}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});

// One box ticks all the others of its form.
for (const all of document.querySelectorAll('[data-check-all]'))
  all.addEventListener('change', () => {
    for (const box of all.form.querySelectorAll('[name=take]')) box.checked = all.checked;
  });
