export function open(dialog) {
  dialog.showModal();
}

export function close(dialog) {
  dialog.close();
}

export function focusRefused(dialog) {
  dialog.querySelector('[aria-invalid="true"], [data-refused] input')?.focus();
}

export async function copy(inputId) {
  const input = document.getElementById(inputId);
  input.focus();
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return false;
  }
}
