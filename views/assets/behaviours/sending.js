// A kept form goes back to its own page at once.
document.querySelector('form[data-send-at-once]')?.submit();

// An act that can't be undone asks once.
document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
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
