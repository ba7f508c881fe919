export function mayLeave(question) {
  return confirm(question);
}
