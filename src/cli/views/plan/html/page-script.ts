/** What the page of a plan does: it shows the changes of the chosen meanings that have the text asked for. */
export const PAGE_SCRIPT = `
const search = document.querySelector('input[type=search]');
const boxes = [...document.querySelectorAll('input[data-meaning]')];
const entries = [...document.querySelectorAll('[data-of]')];
function show() {
  const text = search.value.trim().toLowerCase();
  const meanings = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.meaning));
  for (const entry of entries)
    entry.hidden = !meanings.has(entry.dataset.of) || !entry.dataset.text.includes(text);
}
function reveal() {
  const target = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
  if (target !== null && target.tagName === 'DETAILS') target.open = true;
}
if (search !== null) {
  search.addEventListener('input', show);
  for (const box of boxes) box.addEventListener('change', show);
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true; });
  show();
  reveal();
}
`;
