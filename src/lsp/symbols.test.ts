import { describe, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { askedAt } from '../../test/support/asked-question.ts';
import { createSourceFile } from '../compiler/index.ts';
import { documentSymbols, workspaceSymbols } from './symbols.ts';
import { rangesOf } from './text-ranges.ts';

const shown = (symbols: readonly DocumentSymbol[]): unknown[] =>
  symbols.map(({ name, children = [] }) => (children.length === 0 ? name : [name, shown(children)]));

describe('documentSymbols', () => {
  it('is the tree of keys, items of lists by their name', () => {
    const file = createSourceFile(
      'a.yaml',
      'name: a\nsource:\n  columns:\n    - { name: id, type: int }\n    - other\n',
    );
    expect(shown(documentSymbols(file))).toEqual(['name', ['source', [['columns', [['id', ['name', 'type']]]]]]]);
  });

  it('gives what it can of a broken file, each name inside of its range', () => {
    const file = createSourceFile('a.yaml', 'name: [a\nsource:\n  where: "x\n  table\nsink: }\n');
    const all = (symbols: readonly DocumentSymbol[]): DocumentSymbol[] =>
      symbols.flatMap((one) => [one, ...all(one.children ?? [])]);
    const symbols = all(documentSymbols(file));
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['name', 'source']));
    for (const { range, selectionRange } of symbols) {
      expect([range.start.line, range.start.character]).toEqual([
        selectionRange.start.line,
        selectionRange.start.character,
      ]);
      expect(range.end.line > selectionRange.end.line || range.end.character >= selectionRange.end.character).toBe(
        true,
      );
    }
  });

  it('is the calls of TypeScript', () => {
    const file = createSourceFile(
      'a.ts',
      "export default [definePipeline({ name: 'a' }), definePipeline({ name: x })]",
    );
    expect(shown(documentSymbols(file))).toEqual(['a', 'definePipeline']);
  });
});

describe('workspaceSymbols', () => {
  it('finds pipelines, datasources and engines by a part of their name', async () => {
    const { project } = await askedAt('¦name: orders-to-ods\nschedule: manual\n');
    const context = { uriOf: (file: string) => `file:///${file}`, rangesIn: () => rangesOf('') };
    const found = (query: string): string[] =>
      workspaceSymbols(query, project, context).map(({ name, location }) => `${name} ${location.uri}`);
    expect(found('ODS')).toEqual([
      'customers-to-ods file:///pipelines/customers.yaml',
      'orders-to-ods file:///pipelines/orders.yaml',
      'ods file:///datasources/ods.yaml',
    ]);
    expect(found('batch')).toEqual(['batch file:///sluice.yaml']);
    expect(found('').length).toBeGreaterThan(8);
  });
});
