import htmx from './parts.js';
import { beep } from './beep.js';
import { takesLetters } from './takes-letters.js';

// News of the server: the list is fetched again, the title says how many wait, and a new one is heard. A stream that
// ends is opened again; meanwhile the list is fetched at intervals, and the page says that it is not live.
const news = document.querySelector('[data-news]');
const again = 5000;

if (news) {
  const title = document.title;
  const state = document.getElementById('live-state');
  let known;
  let source;
  let polling;

  // Nobody's half-typed reason is taken away.
  const fetchList = () =>
    news.contains(document.activeElement) && takesLetters(document.activeElement)
      ? undefined
      : htmx.ajax('GET', news.dataset.list, { target: '#inbox-list', swap: 'outerHTML' });

  const live = () => {
    state.hidden = true;
    clearInterval(polling);
    polling = undefined;
  };
  const notLive = () => {
    state.hidden = false;
    polling ??= setInterval(fetchList, again);
    // An answer that is no stream ends it for good: it is opened anew.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, again);
  };
  const heard = async ({ data }) => {
    const { waiting, newest } = JSON.parse(data);
    document.title = waiting > 0 ? `(${waiting}) ${news.dataset.title} · ${title}` : title;
    if (known !== undefined && newest > known) beep();
    const isNews = known !== undefined;
    known = newest;
    if (isNews) await fetchList();
  };
  const listen = () => {
    source = new EventSource(news.dataset.news);
    source.addEventListener('open', live);
    source.addEventListener('error', notLive);
    source.addEventListener('message', heard);
  };
  // What came while somebody typed is shown when they have done.
  news.addEventListener('focusout', () => setTimeout(fetchList));
  listen();
  addEventListener('pagehide', () => {
    clearInterval(polling);
    source.close();
  });
}
