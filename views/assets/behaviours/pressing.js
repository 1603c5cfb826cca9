import htmx from './parts.js';

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
