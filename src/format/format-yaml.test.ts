import { assert, constantFrom, jsonValue, property, record, string, array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify, type ToStringOptions } from 'yaml';
import { formatYaml } from './format-yaml.ts';

function formatted(text: string): string {
  const result = formatYaml(text);
  if (result.kind === 'left') throw new Error(result.why);
  return result.text;
}

describe('formatYaml', () => {
  it.each([['spaces', 'a:   1\nb: {x:1, y: [ 1,2 ]}\n', 'a: 1\nb: { "x:1": null, y: [1, 2] }\n']])(
    'leaves what it is not sure of: %s',
    (_, text) => {
      // `x:1` without a space is one word, so that printing must not invent a key and a value
      expect(parse(formatted(text))).toEqual(parse(text));
    },
  );

  it.each([
    ['indentation', 'a:\n    b:\n        - 1\n        -   2\n', 'a:\n  b:\n    - 1\n    - 2\n'],
    ['lists under their key', 'a:\n- 1\n- b: 2\n  c: 3\n', 'a:\n  - 1\n  - b: 2\n    c: 3\n'],
    ['brackets', 'a: [ 1,2 ]\nb: {x: 1,y: 2}\nc: []\nd: { }\n', 'a: [1, 2]\nb: { x: 1, y: 2 }\nc: []\nd: {}\n'],
    ['quotes', "a: 'x'\nb: 'it''s'\nc: 'say \"x\"'\nd: '\\d'\n", 'a: "x"\nb: "it\'s"\nc: \'say "x"\'\nd: \'\\d\'\n'],
    [
      'spelling of values',
      'a: 0x1F\nb: 1.10\nc: 012\nd: ~\ne: yes\nf:\n',
      'a: 0x1F\nb: 1.10\nc: 012\nd: ~\ne: yes\nf:\n',
    ],
    ['comments', '#a\n\n\n\nx: 1   #b\n#c\ny: 2\n#d', '# a\n\nx: 1 # b\n# c\ny: 2\n# d\n'],
    ['comments that are drawn', '#!x\n#---\n##  y\na: 1\n', '#!x\n#---\n##  y\na: 1\n'],
    [
      'block texts',
      'a:\n    b: |\n          select\n            x\n    c: >-\n       y\n       z\n',
      'a:\n  b: |\n    select\n      x\n  c: >-\n    y\n    z\n',
    ],
    ['a block text as an item', 'a:\n- |\n    x\n-   - >\n       y\n', 'a:\n  - |\n    x\n  - - >\n      y\n'],
    ['the comment behind a `|`', 'a: |   # why\n    x\nb: 1\n', 'a: |   # why\n  x\nb: 1\n'],
    ['quoted text that goes on', 'a: "x\n     y"\n', 'a: "x\n  y"\n'],
    ['anchors and merges', 'a: &x {b: 1}\nc:\n    <<: *x\n', 'a: &x { b: 1 }\nc:\n  <<: *x\n'],
    ['a bracket over several lines', 'a: [1,\n  2]\n', 'a: [1, 2]\n'],
    [
      'a bracket that is too long',
      `a: [${'"some long text here", '.repeat(9)}1]\n`,
      `a:\n${'  - "some long text here"\n'.repeat(9)}  - 1\n`,
    ],
    ['trailing blanks', 'a: 1  \n\n\n\n', 'a: 1\n'],
    ['Windows line ends', 'a:   1\r\nb: |\r\n    x\r\n', 'a: 1\r\nb: |\r\n  x\r\n'],
    ['a byte order mark', '\uFEFFa: 1\n', 'a: 1\n'],
    ['a document marker', '---\na:   1\n', '---\na: 1\n'],
    ['comments alone', '# a\n\n', '# a\n'],
  ])('lays out %s', (_, text, expected) => {
    expect(formatted(text)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });

  it.each([
    ['a syntax error', 'a: [1\n', 'not-yaml'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'not-yaml'],
    ['a block text that states its indentation', 'a: |2\n    x\n', 'not-sure'],
    ['a block text that keeps its end', 'a: |+\n  x\n\n\nb: 1\n', 'not-sure'],
    ['an alias without an anchor', 'a: *x\n', 'not-yaml'],
    ['the characters that hold a place', 'a: "\uE0000\uE001"\n', 'not-sure'],
  ])('leaves %s', (_, text, why) => {
    expect(formatYaml(text)).toEqual({ kind: 'left', why });
  });

  it('changes no value, and nothing the second time', () => {
    const style = record({
      indent: constantFrom(1, 2, 4, 7),
      collectionStyle: constantFrom('any', 'block', 'flow'),
      defaultStringType: constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
      lineWidth: constantFrom(0, 20, 80),
    });
    assert(
      property(record({ a: jsonValue({ maxDepth: 4 }), b: string(), c: array(string()) }), style, (value, options) => {
        const text = stringify(value, options as ToStringOptions);
        const result = formatYaml(text);
        if (result.kind === 'left') return;
        expect(parse(result.text)).toEqual(parse(text));
        expect(formatYaml(result.text)).toEqual({ kind: 'formatted', text: result.text });
      }),
      { numRuns: 300 },
    );
  });

  it('never throws', () => {
    assert(
      property(string({ unit: constantFrom(...'ab: -[]{},|>&*#!\'"\n  %@?'.split('')) }), (text) => {
        formatYaml(text);
      }),
      { numRuns: 1_000 },
    );
  });
});
