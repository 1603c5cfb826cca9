// A part that is fetched at intervals: when the line is down, the page says so.
const live = document.querySelector('[data-live]');

if (live) {
  const state = document.getElementById('live-state');
  document.body.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (live.contains(detail.elt)) state.hidden = detail.successful;
  });
}
