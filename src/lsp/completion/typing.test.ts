import { beforeAll, describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { askedAt } from '../../../test/support/asked-question.ts';
import { createSourceFile } from '../../compiler/index.ts';
import { definitionOf } from '../definition-of.ts';
import { hoverOf } from '../hover/hover-of.ts';
import type { Question } from '../question.ts';
import { documentSymbols } from '../symbols.ts';
import { complete } from './complete.ts';

const ORDERS = `name: orders-to-ods
owner: data-platform
schedule:
  cron: "0 0 3 * * ?"
  misfire: { policy: catch-up, limit: 31 }
dependsOn: [customers-to-ods]
retry: { attempts: 3, backoff: exponential }
engine: batch
params:
  region: { default: eu, pattern: "[a-z]+" }
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - name: updated_at
      type: datetime
  where: |
    region = '\${region}'
      and day = '\${bizdate}'
  splitBy: id
  incremental: { column: updated_at }
  options:
    fetchSize: 100
sink:
  datasource: ods
  table: ods_orders
  mode: upsert
  key:
    - id
settings:
  errorLimit: { rows: 10 }
  options:
    restart: { strategy: NoRestart }
`;
/** Names that the author chooses. */
const OWN: readonly string[] = ['region'];

let asked: Question;
beforeAll(async () => {
  asked = await askedAt(`¦${ORDERS}`);
});

function at(text: string, offset: number): Question {
  return { ...asked, file: createSourceFile('pipelines/orders.yaml', text), offset };
}

/** Every key of the text: where it begins, and how much of it an author has typed. */
function* keysTyped(): Iterable<{ readonly key: string; readonly start: number; readonly typed: number }> {
  for (const match of ORDERS.matchAll(/(?<=^ *(?:- )?|[{,] )([A-Za-z]+):/gm)) {
    const [, key = ''] = match;
    if (!OWN.includes(key))
      for (let typed = 0; typed < key.length; typed += 1) yield { key, start: match.index, typed };
  }
}

async function labels(question: Question): Promise<string[]> {
  return (await complete(question, true)).map(({ label }) => label);
}

describe('while a pipeline is typed', () => {
  it('offers every key, from its first letter on, at the end of what is written so far', async () => {
    const missed: string[] = [];
    for (const { key, start, typed } of keysTyped())
      if (!(await labels(at(ORDERS.slice(0, start + typed), start + typed))).includes(key))
        missed.push(`${key} after ${typed}`);
    expect(missed).toEqual([]);
  });

  it('offers every key when it is typed between the others', async () => {
    const missed: string[] = [];
    for (const { key, start, typed } of keysTyped()) {
      const lineEnd = ORDERS.indexOf('\n', start);
      const inBraces = ORDERS.slice(ORDERS.lastIndexOf('\n', start), start).includes('{');
      // what follows the key in its own braces stays, and of a line of its own nothing
      const rest = inBraces ? ORDERS.slice(ORDERS.indexOf('}', start)) : ORDERS.slice(lineEnd);
      const text = `${ORDERS.slice(0, start + typed)}${inBraces ? ' ' : ''}${rest}`;
      if (!(await labels(at(text, start + typed))).includes(key)) missed.push(`${key} after ${typed}`);
    }
    expect(missed).toEqual([]);
  });

  it('offers the names that are written, from their first letter on', async () => {
    const missed: string[] = [];
    for (const [piece, name] of [
      ['engine: ', 'batch'],
      ['datasource: ', 'erp'],
      ['dependsOn: [', 'customers-to-ods'],
      ['splitBy: ', 'id'],
      ['column: ', 'updated_at'],
      ['mode: ', 'upsert'],
      ['backoff: ', 'exponential'],
      ['policy: ', 'catch-up'],
      ['key:\n    - ', 'id'],
      ['strategy: ', 'NoRestart'],
      ['${', 'region'],
      ["day = '${", 'bizdate'],
    ] as const) {
      const start = ORDERS.indexOf(piece) + piece.length;
      for (let typed = 0; typed <= name.length; typed += 1) {
        const whole = at(ORDERS, start + typed);
        const soFar = at(ORDERS.slice(0, start + typed), start + typed);
        for (const question of [whole, soFar])
          if (!(await labels(question)).includes(name)) missed.push(`${piece}${name.slice(0, typed)}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('answers at every offset, of the whole and of what is typed so far, with edits on the line of the cursor', async () => {
    for (let offset = 0; offset <= ORDERS.length; offset += 1) {
      for (const text of [ORDERS, ORDERS.slice(0, offset), ORDERS.replaceAll('\n', '\r\n')]) {
        const question = at(text, Math.min(offset, text.length));
        const { line, character } = TextDocument.create('', '', 0, text).positionAt(question.offset);
        for (const { textEdit } of await complete(question, true)) {
          if (textEdit === undefined || !('range' in textEdit)) throw new Error('an edit has a range');
          const { start, end } = textEdit.range;
          if (start.line !== line || end.line !== line || start.character > character || end.character < character)
            throw new Error(`at ${offset}: ${JSON.stringify(textEdit)}`);
        }
        if (offset % 5 === 0) {
          await hoverOf(question);
          await definitionOf(question);
          documentSymbols(question.file);
        }
      }
    }
  });
});
