import { beep } from './beep.js';

// A list that is fetched again by itself: the title says how many wait, a new one is heard, and a line that is down is said.
const ringing = document.querySelector('[data-ringing]');

if (ringing) {
  const title = document.title;
  const state = document.getElementById('live-state');
  const list = () => ringing.querySelector('[data-newest]');
  let known = Number(list().dataset.newest);
  const said = () => {
    const { waiting, newest } = list().dataset;
    document.title = waiting > 0 ? `(${waiting}) ${ringing.dataset.title} · ${title}` : title;
    if (Number(newest) > known) beep();
    known = Math.max(known, Number(newest));
  };
  said();
  document.body.addEventListener('htmx:afterSwap', said);
  document.body.addEventListener('htmx:afterRequest', ({ detail }) => {
    state.hidden = detail.successful;
  });
  for (const lost of ['htmx:sendError', 'htmx:timeout'])
    document.body.addEventListener(lost, () => {
      state.hidden = false;
    });
}
