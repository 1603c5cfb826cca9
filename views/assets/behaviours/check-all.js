// One box ticks all the others of its form.
for (const all of document.querySelectorAll('[data-check-all]'))
  all.addEventListener('change', () => {
    for (const box of all.form.querySelectorAll('[name=take]')) box.checked = all.checked;
  });
