// "auto" follows the computer by a media query; a choice is kept in a cookie so that the server's first page already has it.
document.addEventListener('click', event => {
  const choice = event.target.closest?.('[data-theme-choice]')?.dataset.themeChoice;
  if (!choice) return;
  document.documentElement.dataset.theme = choice;
  document.cookie = `theme=${choice};path=/;max-age=31536000;samesite=lax`;
});
