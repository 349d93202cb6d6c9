import { displayWidth, type ChangeDocument } from '../../../../compiler/index.ts';
import { escapeHtml } from './html-text.ts';

const HEIGHT = 28;
const GAP = 8;
const ARROW = 60;
/** Columns of the longest name that a box shows. */
const WIDEST = 32;
/** More boxes are no picture any more. */
const MOST = 12;

/** The changed pipeline and those that it reaches, as SVG; nothing where it reaches none. */
export function downstreamPicture({ pipeline, downstream }: ChangeDocument): string {
  if (downstream.length === 0) return '';
  const shown = downstream.slice(0, MOST);
  const more = downstream.length - shown.length;
  const own = widthOf(pipeline);
  const left = own + ARROW;
  const other = Math.max(...shown.map((each) => widthOf(each.pipeline)));
  const rows = shown.length + (more > 0 ? 1 : 0);
  const height = rows * (HEIGHT + GAP);
  const middle = (shown.length * (HEIGHT + GAP) - GAP) / 2;
  const parts = shown.map(({ pipeline: name, breaking }, index) => {
    const y = index * (HEIGHT + GAP);
    const at = y + HEIGHT / 2;
    return `<path class="edge" d="M${own} ${middle} C${own + ARROW / 2} ${middle} ${left - ARROW / 2} ${at} ${left} ${at}"/>${box(name, left, y, other, breaking)}`;
  });
  if (more > 0) parts.push(`<text class="soft" x="${left}" y="${height - GAP - 8}">+ ${more}</text>`);
  const width = left + other + 1;
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img">${parts.join('')}${box(pipeline, 0, middle - HEIGHT / 2, own, false)}</svg>`;
}

function box(name: string, x: number, y: number, width: number, breaks: boolean): string {
  return `<rect class="${breaks ? 'box box-breaks' : 'box'}" x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${HEIGHT - 1}" rx="5"/><text x="${x + 10}" y="${y + 18}">${escapeHtml(short(name))}<title>${escapeHtml(name)}</title></text>`;
}

function short(name: string): string {
  let [text, width] = ['', 0];
  for (const character of name) {
    width += displayWidth(character);
    if (width > WIDEST) return `${text}…`;
    text += character;
  }
  return text;
}

function widthOf(name: string): number {
  return Math.ceil(displayWidth(short(name)) * 7.4) + 20;
}
