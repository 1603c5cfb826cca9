// “2 minutes ago” and “45 min” go on counting while a page stays open. What the server said counts on from when it was
// first seen here, so that a counter whose own clock is wrong shows the same as every other.
const language = document.documentElement.lang;
const ago = new Intl.RelativeTimeFormat(language);
const minuteMs = 60_000;
const hour = 60;
const day = 24 * hour;
const firstSeen = new WeakMap();

const lasting = (unit, count) =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
const words = {
  ago: (minutes) =>
    minutes < hour ? ago.format(-minutes, 'minute') : ago.format(-Math.floor(minutes / hour), 'hour'),
  lasting: (minutes) =>
    minutes < 2 * hour ? lasting('minute', minutes) : lasting('hour', Math.floor(minutes / hour)),
};

const tick = () => {
  for (const time of document.querySelectorAll('[data-ticking]')) {
    const { ticking, now } = time.dataset;
    if (!firstSeen.has(time)) firstSeen.set(time, Date.now());
    const then = new Date(now).getTime() - new Date(time.dateTime).getTime();
    const minutes = Math.floor((then + Date.now() - firstSeen.get(time)) / minuteMs);
    // What is a day old is not read by the minute.
    if (minutes >= 1 && minutes < day) time.textContent = words[ticking](minutes);
  }
};

tick();
setInterval(tick, 5_000);
document.addEventListener('visibilitychange', tick);
