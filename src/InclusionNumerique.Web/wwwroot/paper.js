// The paper sheet's keys. Cells are plain inputs without handlers: this file listens for all of them, and tells the page of each one by a single event.
Blazor.registerCustomEventType('papercell', { createEventArgs: event => event.detail });

const isCell = target => target.matches?.('#feuille input');
const placeOf = cell => cell.id.slice(1).split('-').map(Number);
const cellAt = (row, column) => document.getElementById(`c${row}-${column}`);
const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

let isChanged = false; // since the page was last told of a cell left
let pause = 0;
let home = { row: -1, column: 0 }; // where typing began in its row: Enter comes back under it

function tell(cell, isDone) {
  clearTimeout(pause);
  pause = 0;
  if (isDone) isChanged = false;
  const [row, column] = placeOf(cell);
  // A stray half of an emoji cannot be sent.
  if (cell.value.isWellFormed?.() === false) cell.value = cell.value.toWellFormed();
  cell.dispatchEvent(new CustomEvent('papercell', { bubbles: true, detail: { row, column, text: cell.value, isDone } }));
}

function leave(cell) {
  if (isChanged) tell(cell, true);
}

document.addEventListener('focusout', event => {
  if (isCell(event.target)) leave(event.target);
});

document.addEventListener('input', event => {
  const cell = event.target;
  if (!isCell(cell)) return;
  const [row, column] = placeOf(cell);
  if (home.row !== row) home = { row, column };
  isChanged = true;
  if (/^\s*["“”«»]\s*$/.test(cell.value)) repeatCell(cell, row, column);
  else if (/^\s*=\s*$/.test(cell.value)) repeatRow(cell, row);
  else {
    complete(cell, event);
    // The draft must not wait for the hand to leave the cell.
    pause ||= setTimeout(() => tell(cell, false), 700);
  }
});

document.addEventListener('keydown', event => {
  if (event.isComposing || !document.getElementById('feuille')) return;
  const cell = isCell(event.target) ? event.target : null;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (cell) leave(cell);
    document.getElementById('feuille-enregistrer').click();
  } else if (cell && event.key === 'Enter') {
    event.preventDefault();
    const [row, column] = placeOf(cell);
    go(row + (event.shiftKey ? -1 : 1), home.row === row ? home.column : column);
  } else if (cell && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const [row, column] = placeOf(cell);
    go(row + (event.key === 'ArrowDown' ? 1 : -1), column);
  }
});

function go(row, column) {
  const next = cellAt(row, column);
  if (next) { next.focus(); next.select(); }
}

// Typing "c" shows "CAF", with "AF" selected: the next letter replaces it, leaving the cell accepts it.
function complete(cell, event) {
  if (event.inputType !== 'insertText' || event.isComposing || !cell.list || cell.selectionEnd !== cell.value.length) return;
  const head = /^.*\+\s*/.exec(cell.value)?.[0] ?? '';
  const typed = fold(cell.value.slice(head.length));
  const label = typed && [...cell.list.options].find(option => fold(option.value).startsWith(typed))?.value;
  if (!label) return;
  cell.value = head + label;
  cell.setSelectionRange(head.length + typed.length, cell.value.length);
}

function repeatCell(cell, row, column) {
  cell.value = cellAt(row - 1, column)?.value ?? '';
  cell.select();
  tell(cell, true);
}

// All but the time, and not over what is already typed.
function repeatRow(cell, row) {
  cell.value = '';
  tell(cell, true);
  for (let column = 1; cellAt(row, column); column++) {
    const target = cellAt(row, column);
    if (target.value !== '') continue;
    target.value = cellAt(row - 1, column)?.value ?? '';
    if (target.value !== '') tell(target, true);
  }
  cell.select();
}

export function focus(id) {
  const target = document.getElementById(id);
  target?.focus();
  target?.select?.();
}
