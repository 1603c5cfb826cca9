import htmx from './parts.js';
import { beep } from './beep.js';
import { takesLetters } from './takes-letters.js';

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
