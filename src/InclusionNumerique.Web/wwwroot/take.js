// Figures are taken along: a section as a picture (SVG, PNG, clipboard), its tables as cells for a spreadsheet or a letter. One listener for all of them.
import { about, draw, source, versus } from './picture.js';

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-take]');
  if (!button) return;
  const menu = button.closest('details');
  const said = menu.querySelector('[role=status]');
  said.textContent = '';
  // A sentence that is said twice is heard twice.
  const sentence = await take(button.dataset.take, menu);
  setTimeout(() => { said.textContent = sentence; });
});

async function take(kind, menu) {
  const section = menu.parentElement;
  try {
    if (kind === 'table') {
      await copyCells(section, menu);
      return 'Tableau copié : collez-le dans un tableur ou une lettre.';
    }
    const picture = draw(section, menu);
    if (kind === 'image') {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': toPng(picture) })]);
      return 'Image copiée : collez-la dans votre document.';
    }
    save(kind === 'svg' ? blobOf(picture.text, 'image/svg+xml') : await toPng(picture), `${slug(menu.dataset.title)}.${kind}`);
    return 'Image téléchargée.';
  } catch {
    return kind === 'table'
      ? 'Votre navigateur ne permet pas de copier ici. Sélectionnez le tableau et copiez-le, ou téléchargez les chiffres.'
      : kind === 'image' ? 'Votre navigateur ne permet pas de copier une image ici. Téléchargez-la en PNG.' : 'L’image n’a pas pu être faite. Rechargez la page pour réessayer.';
  }
}

const slug = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Twice as many points: sharp on a projector and on paper.
async function toPng({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(done => canvas.toBlob(done, 'image/png'));
}

async function copyCells(section, menu) {
  const { title } = menu.dataset;
  const tables = [...section.querySelectorAll('table')].map(table => [...table.rows].map(row => [...row.cells].map(cell => ({ text: cellText(cell), isHead: cell.tagName === 'TH' }))));
  const notes = [about(menu), versus(menu), source()].filter(Boolean);
  const plain = [title, ...tables.map(rows => rows.map(row => row.map(cell => cell.text).join('\t')).join('\n')), ...notes].join('\n');
  const html = `<p>${escape(title)}</p>${tables.map(htmlOf).join('<br>')}<p>${notes.map(escape).join('<br>')}</p>`;
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blobOf(plain, 'text/plain'), 'text/html': blobOf(html, 'text/html') })]);
}

const blobOf = (text, type) => new Blob([text], { type });
const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const htmlOf = rows => `<table border="1">${rows.map(row => `<tr>${row.map(({ text, isHead }) => (isHead ? `<th>${escape(text)}</th>` : `<td>${escape(text)}</td>`)).join('')}</tr>`).join('')}</table>`;

// Numbers as a spreadsheet reads them, without spaces; nothing that it would take for a formula.
function cellText(cell) {
  const copy = cell.cloneNode(true);
  for (const part of copy.querySelectorAll('small, .short, .sr, [aria-hidden]')) part.remove();
  const text = copy.textContent.replace(/\s+/g, ' ').trim();
  if (/^[+−-]?\d[\d\s]*(,\d+)?(\s?%)?$/.test(text)) return text.replace(/\s/g, '').replace('−', '-');
  return /^[=+@-]/.test(text) && text.length > 1 ? `'${text}` : text;
}
