// Draws a section of a page as it stands there, words, bars and charts, into one SVG that needs nothing else: no style sheet, no typeface, no host.
const SVG = 'http://www.w3.org/2000/svg';
const FONT = '"Segoe UI", system-ui, sans-serif';
const INK = '#1a2023';
const SOFT = '#505a5f';
const WIDTH = 720; // of the section while it is drawn, so that pictures of one page fit together whatever the screen
const EDGE = 24;
const LEFT_OUT = '.no-print, .sr, details, button, script';

const headingOf = section => section.querySelector('h2, h3, h4, h5');
const textOf = (root, selector) => root.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim();

// What the page is of, and what "before" is: what a picture in a letter no longer has around it. A section that is of something else says so itself.
export const about = menu => menu.dataset.about ?? [textOf(document, 'h1'), textOf(document, '.figures-what, .survey-results-title')].filter(Boolean).join(' · ');
export const versus = menu => {
  // Where only some tables of a page compare, the others have nothing before.
  const compared = menu.closest('[data-compared]');
  return menu.dataset.about ? null : textOf(compared ?? document, compared ? '.figures-versus' : ':not([data-compared]) > .figures-versus');
};

export function source() {
  const day = new Date().toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Paris' }).replace(/^1 /, '1er ');
  return `Espaces sociaux communs de Rennes – édité le ${day}`;
}

// A section with its title, its page and its source.
export function draw(section, menu) {
  const root = document.documentElement;
  const [theme, sectionStyle, menuStyle] = [root.dataset.theme, section.style.cssText, menu.style.cssText];
  [root.dataset.theme, root.dataset.drawing] = ['light', ''];
  menu.style.position = 'absolute';
  section.style.cssText = `position:fixed;inset:0 auto auto 0;margin:0;border:0;forced-color-adjust:none;width:${WIDTH}px`;
  try {
    const hidden = Math.max(0, ...[...section.querySelectorAll('.scroll')].map(part => part.scrollWidth - part.clientWidth));
    section.style.width = `${WIDTH + hidden}px`;
    return compose(section, menu);
  } finally {
    [root.dataset.theme, section.style.cssText, menu.style.cssText] = [theme, sectionStyle, menuStyle];
    delete root.dataset.drawing;
  }
}

function compose(section, menu) {
  const { title } = menu.dataset;
  const box = section.getBoundingClientRect();
  const heading = headingOf(section);
  const padding = parseFloat(getComputedStyle(section).paddingLeft);
  const width = Math.ceil(box.width - 2 * padding + 2 * EDGE);
  const picture = node('svg', { xmlns: SVG, width, 'font-family': FONT });
  picture.append(node('title', {}, title), hatching(), node('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
  let y = EDGE + 4;
  const write = (text, size, weight, fill) => {
    for (const line of wrapped(text, `${weight} ${size}px ${FONT}`, width - 2 * EDGE)) {
      y += size * 1.3;
      picture.append(node('text', { x: EDGE, y: round(y - size * 0.3), 'font-size': size, 'font-weight': weight, fill }, line));
    }
  };
  write(title, 18, 700, INK);
  write(about(menu), 14, 400, SOFT);
  const top = heading.getBoundingClientRect().bottom;
  const body = node('g', {});
  const pen = { body, left: box.left + padding - EDGE, top: top - y - 8, bottom: y };
  for (const child of section.children) if (child !== heading) paint(child, pen);
  picture.append(body);
  y = pen.bottom + 12;
  if (versus(menu)) write(versus(menu), 12, 400, SOFT);
  write(source(), 12, 400, SOFT);
  const height = Math.ceil(y + EDGE);
  picture.setAttribute('height', height);
  picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return { text: new XMLSerializer().serializeToString(picture), width, height };
}

// Ground, lines and words of an element and of all in it, where the browser has put them.
function paint(element, pen) {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden' || element.matches(LEFT_OUT)) return;
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left - pen.left, box.top - pen.top];
  if (element instanceof SVGSVGElement) {
    pen.bottom = Math.max(pen.bottom, y + box.height);
    pen.body.append(chart(element, { x: round(x), y: round(y), width: round(box.width), height: round(box.height), overflow: 'visible' }));
    return;
  }
  if (box.width > 0 && element.matches('td, th')) pen.bottom = Math.max(pen.bottom, y + box.height);
  const isHatched = style.backgroundImage.startsWith('repeating');
  const ground = paintOf(style.backgroundColor);
  const rim = style.outlineStyle === 'solid' ? { stroke: paintOf(style.outlineColor).colour, 'stroke-width': 2, 'paint-order': 'stroke' } : {};
  if (box.width > 0 && (isHatched || ground.opacity > 0)) {
    pen.body.append(node('rect', {
      x: round(x), y: round(y), width: round(box.width), height: round(box.height), rx: parseFloat(style.borderBottomRightRadius) || 0, ...(isHatched ? { fill: 'url(#hatching)' } : fillOf(ground)), ...rim,
    }));
  }
  for (const [side, lineY] of [['Top', y], ['Bottom', y + box.height]]) {
    const thickness = parseFloat(style[`border${side}Width`]);
    if (thickness > 0 && style[`border${side}Style`] === 'solid') {
      pen.body.append(node('line', {
        'stroke-width': thickness, x1: round(x), x2: round(x + box.width), y1: round(lineY), y2: round(lineY), stroke: paintOf(style[`border${side}Color`]).colour,
      }));
    }
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) words(child, style, pen);
    else if (child.nodeType === Node.ELEMENT_NODE) paint(child, pen);
  }
}

// One text for each line that the browser has broken it into; as wide as it was there, whatever typeface the reader has.
function words(text, style, pen) {
  const lines = [];
  const range = document.createRange();
  for (const { 0: word, index } of text.data.matchAll(/[^\s\u00a0\u202f]+[\u00a0\u202f]*/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (box.width === 0) continue;
    if (line && Math.abs(line.top - box.top) < 2) [line.words, line.right] = [`${line.words}${box.left - line.right > 1 ? ' ' : ''}${word}`, box.right];
    else lines.push({ words: word, left: box.left, right: box.right, top: box.top });
  }
  if (lines.length === 0) return;
  pen.bottom = Math.max(pen.bottom, range.getBoundingClientRect().bottom - pen.top);
  ruler.font = style.font;
  const rise = ruler.measureText('x').fontBoundingBoxAscent;
  const isCapital = style.textTransform === 'capitalize';
  for (const line of lines) {
    pen.body.append(node('text', {
      x: round(line.left - pen.left), y: round(line.top - pen.top + rise), textLength: round(line.right - line.left), lengthAdjust: 'spacingAndGlyphs',
      'font-size': round(parseFloat(style.fontSize)), 'font-weight': style.fontWeight, ...fillOf(paintOf(style.color)),
    }, isCapital ? line.words.replace(/^\p{L}/u, letter => letter.toUpperCase()) : line.words));
  }
}

// A drawing keeps its own measures; what the style sheet says of its parts is written onto them.
function chart(svg, place) {
  const copy = svg.cloneNode(true);
  clean(copy);
  const parts = [...copy.querySelectorAll('*')];
  for (const [i, from] of [...svg.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(from);
    const to = parts[i];
    to.removeAttribute('class');
    if (style.display === 'none' && !from.closest('defs, title')) { to.remove(); continue; }
    if (!from.matches('rect, line, circle, polyline, path, text')) continue;
    for (const name of ['fill', 'stroke']) {
      const value = style[name];
      if (value === 'none' || value.startsWith('url')) to.setAttribute(name, value.replaceAll('"', ''));
      else for (const [key, said] of Object.entries(fillOf(paintOf(value)))) to.setAttribute(key.replace('fill', name), said);
    }
    const said = [...(style.stroke === 'none' ? [] : ['stroke-width', 'paint-order']), ...(style.opacity === '1' ? [] : ['opacity']), ...(from.matches('text') ? ['font-size', 'font-weight', 'text-anchor'] : [])];
    for (const name of said) to.setAttribute(name, style.getPropertyValue(name));
  }
  for (const name of ['class', 'role', 'aria-label']) copy.removeAttribute(name);
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, value);
  return copy;
}

// Without the marks that the page keeps between its elements.
function clean(element) {
  for (const child of [...element.childNodes]) {
    if (child.nodeType === Node.ELEMENT_NODE) clean(child);
    else if (child.nodeType === Node.COMMENT_NODE || !child.data.trim()) child.remove();
  }
}

function hatching() {
  const pattern = node('pattern', { id: 'hatching', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' });
  pattern.append(node('rect', { width: 2.5, height: 6, fill: '#74807f' }));
  const defs = node('defs', {});
  defs.append(pattern);
  return defs;
}

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== 'xmlns') made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

const round = value => Math.round(value * 10) / 10;
const ruler = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });

// Any colour of the style sheet, mixed ones too, as every program reads it.
function paintOf(colour) {
  ruler.clearRect(0, 0, 1, 1);
  ruler.fillStyle = colour;
  ruler.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = ruler.getImageData(0, 0, 1, 1).data;
  return { colour: `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`, opacity: alpha / 255 };
}

const fillOf = ({ colour, opacity }) => (opacity < 1 ? { fill: colour, 'fill-opacity': round(opacity) } : { fill: colour });

function wrapped(text, font, width) {
  ruler.font = font;
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && ruler.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
