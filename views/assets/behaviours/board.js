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
