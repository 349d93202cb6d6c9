import { array, assert, constantFrom, dictionary, jsonValue, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createSourceFile } from '../text/index.ts';
import { loadYaml, loadYamlText } from './load-yaml.ts';
import { saying } from '../../../test/support/saying.ts';
import { wordsOf } from '../../message/index.ts';
import { readYamlTree } from './yaml-tree.ts';

function load(text: string) {
  return loadYaml(Buffer.from(text), 'pipelines/a.yaml');
}

/** The diagnostics as `code line:column "text under it" message`. */
function findings(text: string): string[] {
  return load(text).diagnostics.map((diagnostic) => {
    const { start = -1, end = -1 } = diagnostic.at.offsets ?? {};
    const { line, column } = createSourceFile('a', text).position(start);
    return `${diagnostic.code} ${line}:${column} ${JSON.stringify(text.slice(start, end))} ${wordsOf(diagnostic.message)}`;
  });
}

function valueOf(text: string): unknown {
  const { document, diagnostics } = load(text);
  expect(diagnostics).toEqual([]);
  return document?.value;
}

describe('loadYaml: values', () => {
  it('reads scalars as YAML 1.2 core does', () => {
    expect(
      // a leading zero is told besides
      load(
        'a: yes\nb: on\nc: 012\nd: 0o14\ne: 1e3\nf: 1_000\ng: 12:30:45\nh: 2020-01-01\ni: 0x1F\nj: 0b11\nk: -0x1\nl: True\nm: ~\nn:\no: .5\np: 1.\nq: no\nr: Null\n',
      ).document?.value,
    ).toEqual({
      a: 'yes',
      b: 'on',
      c: 12,
      d: 12,
      e: 1000,
      f: '1_000',
      g: '12:30:45',
      h: '2020-01-01',
      i: 31,
      j: '0b11',
      k: '-0x1',
      l: true,
      m: null,
      n: null,
      o: 0.5,
      p: 1,
      q: 'no',
      r: null,
    });
  });

  it.each([
    ['a byte order mark', '\uFEFFa: 1\n', { a: 1 }],
    ['Windows line ends', 'a: 1\r\nb: |\r\n  x\r\n  y\r\n', { a: 1, b: 'x\ny\n' }],
    ['document markers', '%YAML 1.2\n---\na: 1\n...\n', { a: 1 }],
    ['a null key as the word', '? \n: 1\n', { null: 1 }],
    ['a number key as text', '1: a\n', { '1': 'a' }],
    ['an alias', 'a: &x { b: 1 }\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a merge', 'a: &x { b: 1, c: 2 }\nd:\n  b: 3\n  <<: *x\n', { a: { b: 1, c: 2 }, d: { b: 3, c: 2 } }],
    [
      'a merge of several',
      'a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc: {<<: [*x, *y]}\n',
      { a: { k: 1 }, b: { k: 2, l: 3 }, c: { k: 1, l: 3 } },
    ],
    ['an anchor that is set again', 'a: &x 1\nb: &y [*x]\nc: &x 2\nd: [*x, *y]\n', { a: 1, b: [1], c: 2, d: [2, [1]] }],
    ['a known tag', 'a: !!str 1\n', { a: '1' }],
    ['a quoted <<', '"<<": 1\n', { '<<': 1 }],
    [
      'maps in flow lists',
      'columns: [{ name: a }, { name: b }, { name: c }]\n',
      { columns: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
    ],
    ['a run-time value', 'where: d = ${bizdate}\n', { where: 'd = ${bizdate}' }],
    ['a question mark in text', 'cron: 0 0 2 * * ?\na: b ? c\n', { cron: '0 0 2 * * ?', a: 'b ? c' }],
  ])('accepts %s', (_, text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });

  it('shares no object between two places', () => {
    const value = valueOf('a: &x { b: 1 }\nc: *x\n') as { a: object; c: object };
    expect(value.a).not.toBe(value.c);
  });
});

describe('loadYaml: mistakes', () => {
  it.each([
    ['empty', '', ['SL0102 1:1 "" `pipelines/a.yaml` is empty']],
    ['comments only', '# x\n\n', ['SL0102 1:1 "#" `pipelines/a.yaml` holds only comments']],
    ['tab', 'a:\n\tb: 1\n', ['SL0103 2:1 "\\t" tab used for indentation']],
    ['tab after spaces', 'a:\n  - x\n\t- y\n', ['SL0103 3:1 "\\t" tab used for indentation']],
    [
      'duplicates',
      'a: 1\nb: 2\na: 3\nb: 4\n',
      ['SL0105 3:1 "a" key `a` is written twice', 'SL0105 4:1 "b" key `b` is written twice'],
    ],
    ['nested duplicate', 'a:\n  b: 1\n  b: 2\n', ['SL0105 3:3 "b" key `b` is written twice']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['SL0106 2:1 "---" a second document begins here']],
    ['two documents after a marker', '---\na: 1\n---\nb: 2\n', ['SL0106 3:1 "---" a second document begins here']],
    ['template', 'a: {{ x }}\n', ['SL0114 1:4 "{{" `{{` opens a map here, it is not text']],
    ['a list as a key', '? [a]\n: 1\n', ['SL0104 1:3 "[a]" a list or a map is used as a key']],
    ['template with text', 'where: {{ ds }} x\n', ['SL0114 1:8 "{{" `{{` opens a map here, it is not text']],
    ['reserved @', 'a: @b\n', ['SL0104 1:4 "@" an unquoted value cannot begin with `@`']],
    ['reserved %', 'a: %b\n', ['SL0104 1:4 "%" an unquoted value cannot begin with `%`']],
    [
      'colon in value',
      'a: b: c\n',
      ['SL0104 1:5 ":" `: ` inside an unquoted value would begin a map on the same line'],
    ],
    ['open quote', 'a: "b\nc: 1\n', ['SL0104 1:4 "\\"" quote `"` is never closed']],
    ['open bracket', 'a: [1, 2\nb: 3\n', ['SL0104 1:4 "[" `[` is never closed']],
    ['odd indentation', 'a:\n  b: 1\n c: 2\n', ['SL0104 3:1 " c: 2" this line is indented like none of its siblings']],
    [
      'deeper line',
      'a: 1\n  b: 2\n',
      ['SL0104 2:3 "b: 2" this line is indented deeper, but the line before already has a value'],
    ],
    ['no colon', 'a\nb: 1\n', ['SL0104 1:1 "a" this line is no `key: value` pair']],
    ['no space after the colon', 'a:1\nb: 2\n', ['SL0104 1:1 "a:1" this line is no `key: value` pair']],
    ['star', 'columns: *\n', ['SL0104 1:10 "*" `*` alone is an alias without a name']],
    ['unknown alias', 'b: *x\n', ['SL0104 1:4 "*x" alias `*x` names no anchor']],
    ['unknown tag', 'a: !foo b\n', ['SL0112 1:4 "!foo" tag `!foo` is not known']],
    ['binary tag', 'a: !!binary aGk=\n', ['SL0112 1:4 "!!binary" tag `!!binary` is not known']],
    ['__proto__', 'a:\n  __proto__: 1\n', ['SL0109 2:3 "__proto__" key `__proto__` is not allowed']],
    ['constructor', 'constructor: 1\n', ['SL0109 1:1 "constructor" key `constructor` is not allowed']],
    ['bad escape', 'a: "\\d"\n', ['SL0104 1:5 "\\\\d" `\\d` is not an escape']],
    [
      'control character',
      'a: \u0001\n',
      ['SL0104 1:4 "\u0001" control character U+0001 is not allowed'.replace('\u0001', '\\u0001')],
    ],
    ['infinity', 'a: .inf\n', ['SL0104 1:4 ".inf" `.inf` is not a finite number']],
    ['too large a float', 'a: 1e400\n', ['SL0104 1:4 "1e400" `1e400` is not a finite number']],
    ['too deep', '['.repeat(200) + ']'.repeat(200), ['SL0104 1:100 "[" nested deeper than 100 levels']],
    ['block text not indented', 'a: |\nfoo\n', ['SL0104 2:1 "foo" a key has no `:` after it']],
    ['merge of a list', 'a: &x [1]\nb: { <<: *x }\n', ['SL0104 2:10 "*x" `<<` merges maps only']],
  ])('reports %s once, at its place', (_, text, expected) => {
    expect(findings(text)).toEqual(expected);
    expect(load(text).document).toBeUndefined();
  });

  it('warns of an integer that cannot be exact and still gives the document', () => {
    const text = 'id: 9007199254740993\n';
    expect(findings(text)).toEqual([
      'SL0113 1:5 "9007199254740993" `9007199254740993` is too large to be kept exactly',
    ]);
    expect(load(text).document).toBeDefined();
    expect(findings('id: 9007199254740991\n')).toEqual([]);
  });

  it('labels the first of two equal keys', () => {
    const [diagnostic] = load('a: 1\nb: 2\na: 3\n').diagnostics;
    expect(diagnostic?.labels?.[0]?.at.offsets).toEqual({ start: 0, end: 1 });
  });

  it('stops aliases that expand too far, and aliases of themselves', () => {
    let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
    for (let level = 1; level < 12; level += 1)
      bomb += `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]\n`;
    expect(load(bomb).diagnostics.map(({ code }) => code)).toEqual(['SL0108']);
    expect(load('a: &a [*a, *a]\n').diagnostics.map(({ code }) => code)).toEqual(['SL0108']);
  });

  it('names the byte that is not UTF-8', () => {
    const { diagnostics } = loadYaml(Buffer.concat([Buffer.from('a: é漢\n'), Buffer.from([0xc4, 0xe3])]), 'a.yaml');
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['SL0101', '`a.yaml` is not UTF-8: byte 0xc4 at byte offset 9'],
    ]);
    const utf16 = loadYaml(Buffer.from('\uFEFFa: 1\n', 'utf16le'), 'a.yaml');
    expect(utf16.diagnostics[0]?.message).toEqual(saying('byte offset 0'));
    expect(utf16.diagnostics[0]?.help).toEqual(saying('UTF-16 little-endian'));
  });
});

const fragment = constantFrom(
  '\n\n',
  '|-\n  t',
  '>\n  u\n   v\n',
  '"x\n  y"',
  "'it''s'",
  '"x\n',
  "'",
  '`',
  '!',
  'a',
  'b',
  '1',
  '-1',
  '0x1',
  '0o7',
  '0b1',
  '+1.5e3',
  '.5',
  '~',
  'null',
  'true',
  'Yes',
  '""',
  "'x'",
  '"\\u00e9"',
  '-',
  '- ',
  ': ',
  ':',
  ',',
  '[',
  ']',
  '{',
  '}',
  '\n',
  '\n  ',
  '\n    ',
  '? ',
  '#c',
  ' # c',
  '|',
  '>',
  '&a',
  '*a',
  '!!str ',
  '<<',
  'é',
  '漢',
  '\t',
  '\r\n',
  '---\n',
  '?',
  '%',
  '@',
  '${x}',
  '{{ x }}',
  'a: 1',
  '\nb: 2',
  'x y',
);

/** Where a document comes out, the careful reader has no objection and reads the same. */
function agree(text: string): void {
  const loaded = loadYamlText(createSourceFile('a.yaml', text));
  if (loaded.document === undefined) {
    expect(loaded.diagnostics.length).toBeGreaterThan(0);
    return;
  }
  const tree = readYamlTree(loaded.file);
  expect(tree.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(loaded.document.value).toStrictEqual(tree.value);
}

describe('loadYaml: the two parsers', () => {
  it('agree on what a serialiser writes', () => {
    assert(
      property(dictionary(string({ minLength: 1 }), jsonValue({ maxDepth: 3 })), (value) => agree(stringify(value))),
      { numRuns: 300 },
    );
  });

  it('agree on texts put together from pieces of YAML', () => {
    assert(
      property(array(fragment, { minLength: 1, maxLength: 14 }), (pieces) => agree(pieces.join(''))),
      { numRuns: 3000 },
    );
  });

  it('never throw, whatever the bytes', () => {
    assert(
      property(uint8Array({ maxLength: 300 }), (bytes) => {
        const { document, diagnostics } = loadYaml(bytes, 'a.yaml');
        expect(document !== undefined || diagnostics.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
