import type { ChangeDocument } from '../../../../compiler/index.ts';
import { fireText } from '../fire-words.ts';
import { escapeHtml } from './html-text.ts';

const WIDTH = 640;
/** Left of it the sides are named. */
const LEFT = 90;
const RIGHT = WIDTH - 20;

/** The next fires of both sides on one line of time, as SVG; nothing where there are none. */
export function firesPicture({ fires }: ChangeDocument, was: string, is: string): string {
  const all = [...fires.before, ...fires.after];
  const times = all.map(({ at }) => Date.parse(at)).filter((time) => !Number.isNaN(time));
  if (times.length === 0) return '';
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const place = (at: string): number =>
    Math.round(LEFT + (last === first ? 0.5 : (Date.parse(at) - first) / (last - first)) * (RIGHT - LEFT));
  const row = (side: 'before' | 'after', name: string, y: number): string => {
    const marks = fires[side].map(({ at, local, shared }) => {
      const kind = shared ? 'both' : side === 'before' ? 'was' : 'is';
      return `<circle class="mark-${kind}" cx="${place(at)}" cy="${y}" r="5"><title>${escapeHtml(fireText(local))}</title></circle>`;
    });
    return `<text class="soft" x="0" y="${y + 4}">${escapeHtml(name)}</text><line class="axis" x1="${LEFT}" y1="${y}" x2="${RIGHT}" y2="${y}"/>${marks.join('')}`;
  };
  const sorted = all.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const ends = [
    `<text class="soft" x="${LEFT}" y="72">${escapeHtml(fireText(sorted[0]?.local ?? ''))}</text>`,
    sorted.length > 1 && first !== last
      ? `<text class="soft" x="${RIGHT}" y="72" text-anchor="end">${escapeHtml(fireText(sorted.at(-1)?.local ?? ''))}</text>`
      : '',
  ];
  return `<svg viewBox="0 0 ${WIDTH} 80" width="${WIDTH}" role="img">${row('before', was, 16)}${row('after', is, 44)}${ends.join('')}</svg>`;
}
