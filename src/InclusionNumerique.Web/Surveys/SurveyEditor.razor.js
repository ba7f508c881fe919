export function focus(id) {
  const element = document.getElementById(id);
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
  showCurrent();
}

// A long outline scrolls by itself: the page stays where it is.
function showCurrent() {
  const current = document.querySelector('.survey-outline [aria-current]');
  const outline = current?.closest('.survey-outline');
  if (outline && (current.offsetTop < outline.scrollTop || current.offsetTop + current.offsetHeight > outline.scrollTop + outline.clientHeight)) {
    outline.scrollTop = current.offsetTop - outline.clientHeight / 2;
  }
}
