// The connection dialog: Blazor says each change of state by an event on it.
const dialog = document.getElementById('components-reconnect-modal');
dialog.addEventListener('components-reconnect-state-changed', event => {
  const state = event.detail.state;
  if (state === 'show') dialog.showModal();
  else if (state === 'hide') dialog.close();
  else if (state === 'rejected') location.reload();
  else if (state === 'failed') document.addEventListener('visibilitychange', retry, { once: true });
});
document.getElementById('reconnect-now').addEventListener('click', retry);

async function retry() {
  try {
    if (!await Blazor.reconnect()) location.reload();
  } catch {
    document.addEventListener('visibilitychange', retry, { once: true });
  }
}

document.addEventListener('click', event => {
  if (event.target.closest?.('[data-reload]')) { event.preventDefault(); location.reload(); }
  if (event.target.closest?.('[data-print]')) print();
  if (event.target.closest?.('[data-names-button]')) hideNames(document.documentElement.dataset.names !== 'hidden');
  const opened = event.target.closest?.('[data-dialog]');
  if (opened) showDialog(document.getElementById(opened.dataset.dialog));
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target) || event.target.closest('nav a')) menu.open = false;
  }
});

// The router only scrolls to a place of the same page: whoever has no mouse goes on from there too.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href*="#"]');
  const place = link?.pathname === location.pathname && document.getElementById(link.hash.slice(1));
  if (!place) return;
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
});

// Hidden names stay hidden from page to page, until this tab is closed.
function hideNames(isHidden) {
  document.documentElement.dataset.names = isHidden ? 'hidden' : 'shown';
  sessionStorage.setItem('names', isHidden ? 'hidden' : 'shown');
  for (const button of document.querySelectorAll('[data-names-button]')) button.setAttribute('aria-pressed', String(isHidden));
}
hideNames(sessionStorage.getItem('names') === 'hidden');

// A chosen tile that is chosen again is taken back: a radio button alone cannot do that.
function takeBack(radio) {
  const empty = radio.closest('fieldset')?.querySelector('[data-clear]');
  if (!empty || !radio.checked) return false;
  radio.checked = false;
  empty.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}
let pressed = null;
let chosenAt = 0;
document.addEventListener('input', () => { chosenAt = performance.now(); });
// The second click of a double click is not a change of mind.
document.addEventListener('pointerdown', event => {
  pressed = event.target.matches?.('.tiles input[type=radio]:checked') && performance.now() - chosenAt > 600 ? event.target : null;
});
document.addEventListener('click', event => {
  if (event.target === pressed) takeBack(pressed);
  pressed = null;
});

// Half an emoji, left by a text that was cut, cannot travel to the server.
addEventListener('input', event => {
  const field = event.target;
  if (typeof field.value === 'string' && field.value.isWellFormed?.() === false) field.value = field.value.toWellFormed();
}, true);

// Single keys choose a tile, as the letters on the tiles say; they sleep while a field has the focus, and can be switched off (WCAG 2.1.4).
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    const menu = document.querySelector('details.menu[open]');
    if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
    else if (document.activeElement?.matches?.('textarea') && !document.querySelector('dialog[open]')) document.activeElement.blur();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
  const focused = document.activeElement;
  const isTile = focused?.matches?.('input[type=radio], input[type=checkbox]');
  if (!isTile && focused?.matches?.('input, select, textarea, [contenteditable]')) return;
  if (event.key === ' ' && isTile && focused.type === 'radio' && takeBack(focused)) { event.preventDefault(); return; }
  if (event.key === 'Enter') {
    if (!isTile && focused?.matches?.('a, button, summary')) return;
    press('Enter', event);
    return;
  }
  if (localStorage.getItem('keys') === 'off' && event.key !== '?') return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  press(digit ? (event.shiftKey ? '⇧' : '') + digit[1] : event.key.length === 1 ? event.key.toUpperCase() : event.key, event);
});

// The choice belongs to the computer and names nobody.
function showDialog(sheet) {
  const toggle = sheet.querySelector('#touches-actives');
  if (toggle) {
    toggle.checked = localStorage.getItem('keys') !== 'off';
    toggle.onchange = () => localStorage.setItem('keys', toggle.checked ? 'on' : 'off');
  }
  sheet.showModal();
}

function press(key, event) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target || target.disabled) return;
  event.preventDefault();
  if (target.matches('textarea, select, input:not([type=radio]):not([type=checkbox])')) target.focus();
  else if (!(target.matches('input[type=radio]') && takeBack(target))) target.click();
}

// Called after a refusal is on screen: the first refused field gets the focus.
window.focusRefusal = () => {
  const refusal = document.querySelector('main .refusal[id]');
  const field = refusal && document.querySelector(`[aria-describedby~="${CSS.escape(refusal.id)}"]`);
  const target = field?.matches('fieldset') ? field.querySelector('input:checked, input') : field;
  target?.focus();
  refusal?.scrollIntoView({ block: 'nearest' });
};
