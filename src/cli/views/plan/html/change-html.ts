import type { ChangeDocument, ExplainedValue } from '../../../../compiler/index.ts';
import { say, wordsOf, type Catalogue, type Message } from '../../../../message/index.ts';
import { delayRows, fireCountWords, fireRows, nextFireWords, zoneOf } from '../fire-words.ts';
import { ACTION_SIGNS, ACTION_WORDS, MEANING_WORDS } from '../plan-words.ts';
import { placeOf, valueBlock } from '../value-lines.ts';
import { downstreamPicture } from './downstream-picture.ts';
import { firesPicture } from './fires-picture.ts';
import { escapeHtml, proseHtml } from './html-text.ts';

/** Classes of the cells of a row: what becomes of it and its next run are one line each, owners may be many. */
const CELL_CLASSES: Readonly<Record<number, string>> = {
  1: ' class="action"',
  3: ' class="when"',
  4: ' class="owner"',
};

/** One change of a page: its row in the table, and what is folded under it. */
export class ChangeHtml {
  readonly #change: ChangeDocument;
  readonly #id: string;
  readonly #words: (message: Message) => string;

  /** `id`: an anchor that no other change of the page has. */
  constructor(change: ChangeDocument, id: string, catalogue: Catalogue | undefined) {
    this.#change = change;
    this.#id = id;
    this.#words = (message) => wordsOf(message, catalogue);
  }

  /** The row of the table. `isLinked`: its details are on the page. */
  row(isLinked: boolean): string {
    const { pipeline, from, action, meaning, owners } = this.#change;
    const next = nextFireWords(this.#change);
    const mean = meaning.map((each) => `<span class="${each}">${escapeHtml(this.#words(MEANING_WORDS[each]))}</span>`);
    const name = `<code>${escapeHtml(from === undefined ? pipeline : `${from} → ${pipeline}`)}</code>`;
    const cells = [
      isLinked ? `<a href="#${this.#id}">${name}</a>` : name,
      `<code>${escapeHtml(ACTION_SIGNS[action])}</code> ${escapeHtml(this.#words(ACTION_WORDS[action]))}`,
      mean.join(', '),
      next === undefined ? '' : escapeHtml(`${this.#words(next).replace(' -> ', ' → ')}${zoneOf(this.#change)}`),
      owners.map(escapeHtml).join(', '),
    ];
    const tds = cells.map((cell, index) => `<td${CELL_CLASSES[index] ?? ''}>${cell}</td>`);
    return `<tr ${this.#filtered()}>${tds.join('')}</tr>`;
  }

  /** Everything that is known of it. */
  details(): string {
    const { pipeline, action, meaning, findings, values, downstream, file } = this.#change;
    const [worst] = meaning;
    const mean =
      worst === undefined ? '' : ` · <span class="${worst}">${escapeHtml(this.#words(MEANING_WORDS[worst]))}</span>`;
    const told = findings.map(
      (each) =>
        `<li>${proseHtml(each.consequence)} <span class="reason">(<span class="${each.meaning}">${escapeHtml(this.#words(MEANING_WORDS[each.meaning]))}</span>, <code>${escapeHtml(each.reason)}</code>)</span></li>`,
    );
    const reached = downstream.map(
      (each) =>
        `<li><code>${escapeHtml(each.pipeline)}</code>: ${proseHtml(each.effect)}${each.breaking ? ` <span class="breaks">(${escapeHtml(this.#words(say`breaks`))})</span>` : ''}</li>`,
    );
    const body = [
      file === null ? '' : `<p class="reason"><code>${escapeHtml(file)}</code></p>`,
      told.length === 0 ? '' : `<ul>${told.join('')}</ul>`,
      this.#section(say`values`, values.map((value) => this.#value(value)).join('')),
      this.#section(say`next fires (${this.#change.timeZone})`, this.#fires()),
      this.#section(say`run-time values at the next fire`, this.#runTimeValues()),
      this.#section(
        say`downstream`,
        downstream.length === 0 ? '' : `${downstreamPicture(this.#change)}<ul>${reached.join('')}</ul>`,
      ),
    ];
    return `<details id="${this.#id}" ${this.#filtered()}><summary><code>${escapeHtml(pipeline)}</code> · ${escapeHtml(this.#words(ACTION_WORDS[action]))}${mean}</summary><div class="body">${body.join('')}</div></details>`;
  }

  /** What the page's filter looks at. */
  #filtered(): string {
    const { pipeline, from, owners, meaning, reasons, file } = this.#change;
    const text = [pipeline, from ?? '', ...owners, ...reasons, file ?? ''].join(' ').toLowerCase();
    return `data-of="${meaning[0] ?? 'cosmetic'}" data-text="${escapeHtml(text)}"`;
  }

  #section(title: Message, body: string): string {
    return body === '' ? '' : `<h3>${escapeHtml(this.#words(title))}</h3>${body}`;
  }

  #value({ path, before, after, meaning }: ExplainedValue): string {
    const place = `<div><code>${escapeHtml(placeOf(path))}</code> <span class="${meaning}">${escapeHtml(this.#words(MEANING_WORDS[meaning]))}</span></div>`;
    return place + this.#pair(valueBlock(before).join('\n'), valueBlock(after).join('\n'));
  }

  #pair(was: string, is: string): string {
    const side = (text: string, kind: string): string =>
      text === ''
        ? `<pre class="none">${escapeHtml(this.#words(say`none`))}</pre>`
        : `<pre class="${kind}">${escapeHtml(text)}</pre>`;
    return `<div class="pair">${side(was, 'was')}${side(is, 'is')}</div>`;
  }

  #fires(): string {
    const rows = fireRows(this.#change).map(
      ({ sign, local, utc }) =>
        `<tr><td><code>${sign}</code></td><td class="when">${escapeHtml(local)}</td><td class="when">${escapeHtml(utc)}</td></tr>`,
    );
    for (const { sign, told } of delayRows(this.#change))
      rows.push(
        `<tr><td><code>${sign}</code></td><td class="when" colspan="2">${escapeHtml(this.#words(told))}</td></tr>`,
      );
    if (rows.length === 0) return '';
    const count = fireCountWords(this.#change);
    const said = count === undefined ? '' : `<p>${escapeHtml(this.#words(count))}</p>`;
    const picture = firesPicture(this.#change, this.#words(say`before`), this.#words(say`after`));
    return `${said}${picture}<div class="wide"><table>${rows.join('')}</table></div>`;
  }

  #runTimeValues(): string {
    const { runTimeValues } = this.#change;
    return runTimeValues
      .map(
        ({ path, text, before, after }) =>
          `<div><code>${escapeHtml(placeOf(path))}</code>: <code>${escapeHtml(text)}</code></div>${this.#pair(before ?? '', after ?? '')}`,
      )
      .join('');
  }
}
