import { describe, expect, it } from 'vitest';
import type { Path } from '../text/index.ts';
import { loadYaml } from './load-yaml.ts';

/** The text a location covers, and where it begins. */
function under(text: string, path: Path, more: { part?: 'key'; within?: { start: number; end: number } } = {}): string {
  const { document, file } = loadYaml(Buffer.from(text), 'a.yaml');
  const span = document?.locator.span({ file: 'a.yaml', path, part: 'value', ...more });
  if (span === undefined) throw new Error(`no document in ${file.path}`);
  const { line, column } = span.file.position(span.start);
  return `${line}:${column} ${span.file.text.slice(span.start, span.end)}`;
}

const TEXT = `name: orders
source:
  table: "orders_\${bizdate}" # comment
  columns:
    - { name: id, type: bigint }
    - amount decimal
  where:
sink: 'it''s'
defaults: &d { a: 1 }
more:
  <<: *d
again: *d
`;

describe('yamlLocator', () => {
  it('finds values, keys and items', () => {
    expect(under(TEXT, ['name'])).toBe('1:7 orders');
    expect(under(TEXT, ['name'], { part: 'key' })).toBe('1:1 name');
    expect(under(TEXT, ['source', 'columns', 0, 'type'])).toBe('5:25 bigint');
    expect(under(TEXT, ['source', 'columns', 0, 'type'], { part: 'key' })).toBe('5:19 type');
    expect(under(TEXT, ['source', 'columns', 1])).toBe('6:7 amount decimal');
    expect(under(TEXT, ['source', 'table'])).toBe('3:10 "orders_${bizdate}"');
  });

  it('gives the key of an empty value and of the nearest ancestor', () => {
    expect(under(TEXT, ['source', 'where'])).toBe('7:3 where');
    expect(under(TEXT, ['source', 'columns', 1, 'name'])).toBe('6:7 amount decimal');
    expect(under(TEXT, ['source', 'absent', 'x'])).toBe('2:1 source');
    expect(under(TEXT, ['absent'])).toBe('1:1 name: orders');
  });

  it('ends a collection before trailing space', () => {
    expect(under('a:\n  b: 1\n\n\nc: 2\n', ['a'])).toBe('2:3 b: 1');
  });

  it('shows what an alias brings in where the alias stands', () => {
    expect(under(TEXT, ['again', 'a'])).toBe('12:1 again');
    expect(under(TEXT, ['more', 'a'])).toBe('11:7 *d');
  });

  it.each([
    ['plain', 'a: x ${b} y\n', 2, 6, '1:6 ${b}'],
    ['double quoted', 'a: "x ${b} y"\n', 2, 6, '1:7 ${b}'],
    ['single quoted with a doubled quote', "a: 'it''s ${b}'\n", 5, 9, '1:11 ${b}'],
    ['double quoted with escapes', 'a: "\\t\\u00e9\\U0001F600 ${b}"\n', 5, 9, '1:24 ${b}'],
    ['the end of a quoted text', 'a: "xy"\n', 2, 2, '1:7 '],
    ['literal block', 'a: |\n  one\n\n  two ${b}\n', 9, 13, '4:7 ${b}'],
    ['literal block with Windows line ends', 'a: |-\r\n  one\r\n  two ${b}\r\n', 8, 12, '3:7 ${b}'],
    ['literal block deeper than its first line', 'a: |\n  one\n    ${b}\n', 6, 10, '3:5 ${b}'],
    ['folded block as a whole', 'a: >\n  one\n  ${b}\n', 4, 8, '1:4 >\n  one\n  ${b}'],
    ['plain text over two lines as a whole', 'a: one\n  ${b}\n', 4, 8, '1:4 one\n  ${b}'],
    ['non-BMP characters', 'a: 😀 ${b}\n', 3, 7, '1:7 ${b}'],
  ])('narrows to a stretch of a %s', (_, text, start, end, expected) => {
    expect(under(text, ['a'], { within: { start, end } })).toBe(expected);
  });

  it('obeys explicit offsets and keeps them inside the file', () => {
    const { document } = loadYaml(Buffer.from('a: 1\n'), 'a.yaml');
    const at = { file: 'a.yaml', path: [], part: 'value' } as const;
    expect(document?.locator.span({ ...at, offsets: { start: 3, end: 99 } })).toMatchObject({ start: 3, end: 5 });
  });
});
