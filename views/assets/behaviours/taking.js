// A proposal is taken into the row of that medicine, or the first that is empty, as if it had been typed.
document.addEventListener('click', ({ target }) => {
  const taken = target.closest('[data-take]');
  if (!taken) return;
  const rows = [...document.querySelectorAll('.bm-medicine')];
  const field = (row, name) => row.querySelector(`[name$="[${name}]"]`);
  const row =
    rows.find((one) => field(one, 'medicine').value === taken.dataset.medicine) ??
    rows.find((one) => field(one, 'medicine').value === '');
  if (!row) return;
  for (const name of ['medicine', 'quantity', 'dose', 'directions'])
    field(row, name).value = taken.dataset[name];
  field(row, 'quantity').dispatchEvent(new Event('input', { bubbles: true }));
  field(row, 'quantity').dispatchEvent(new Event('change', { bubbles: true }));
  field(row, 'quantity').focus();
});
