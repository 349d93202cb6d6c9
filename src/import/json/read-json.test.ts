import { describe, expect, it } from 'vitest';
import { plainValue, readJson } from './index.ts';

const kinds = (text: string): string[] => readJson(text).departures.map(({ kind }) => kind);
const refused = (text: string): unknown => readJson(text).departures.map(({ refusedBy }) => refusedBy);
const value = (text: string): unknown => {
  const { root } = readJson(text);
  return root && plainValue(root);
};

describe('readJson', () => {
  it.each([
    ['{"a": [1, -2.5e3, true, null, "x\\u0041\\n"]}', { a: [1, -2500, true, null, 'xA\n'] }, []],
    ["// c\n{'a': 1} # end", { a: 1 }, ['comment', 'single-quotes', 'comment']],
    [
      '{a: b-c; d => TRUE}',
      { a: 'b-c', d: true },
      ['bare-key', 'bare-word', 'semicolon', 'bare-key', 'equals-sign', 'bare-word'],
    ],
    ['\uFEFF{"a": 01}', { a: '01' }, ['byte-order-mark', 'bare-word']],
    ['{"a": [1, ], "b": [, 2]}', { a: [1, null], b: [null, 2] }, ['empty-place', 'empty-place']],
    ['{"a": NaN /* x */}', { a: 'NaN' }, ['bare-word', 'comment']],
    ['{"a": ${n}, "b": x${y}z}', { a: '${n}', b: 'x${y}z' }, ['bare-word', 'bare-word']],
    ['{"a": 1, }', { a: 1 }, ['trailing-comma']],
    ['{"a": 1 "b": [[1] [2]]}', { a: 1, b: [[1], [2]] }, ['missing-comma', 'missing-comma']],
    ['{"a": 1} }', { a: 1 }, ['text-after-end']],
    ['{"a": 1, "a": 2}', { a: 2 }, ['duplicate-key']],
    ['{"a": "x\ny"}', { a: 'x\ny' }, ['control-character']],
    ['{"http": http://x}', undefined, undefined],
  ])('reads %s', (text, expected, departures) => {
    if (departures === undefined) expect(readJson(text).problem?.kind).toBe('unexpected');
    else {
      expect(readJson(text).problem).toBeUndefined();
      expect(value(text)).toEqual(expected);
      expect(kinds(text)).toEqual(departures);
    }
  });

  it('keeps what stood before a place where the file ends', () => {
    const text = '{"job": {"content": [{"reader": {"name": "x"}}]\n';
    const { root, problem } = readJson(text);
    expect(problem).toMatchObject({ kind: 'ends-early', message: 'the file ends inside an object', openedAt: 8 });
    expect(root && plainValue(root)).toEqual({ job: { content: [{ reader: { name: 'x' } }] } });
    expect(problem?.end).toBe(text.trimEnd().length);
  });

  it.each([
    ['', 'empty', 'the file is empty'],
    ['  // only\n', 'empty', 'the file is empty'],
    ['{"a": "cut', 'ends-early', 'the file ends inside text in quotes'],
    ['{"a": "cut\\', 'ends-early', 'the file ends inside text in quotes'],
    ['{"a":', 'ends-early', 'the file ends inside an object'],
    ['[1, ', 'ends-early', 'the file ends inside a list'],
    ['{"a" /* x', 'ends-early', 'the file ends inside a comment'],
    ['{"a" 1}', 'unexpected', '`:` is missing behind the key `a`'],
    ['{"a": }', 'unexpected', 'a value is missing before `}`'],
    ['{, "a": 1}', 'unexpected', 'a key is missing before `,`'],
    ['{"a": [1}', 'unexpected', '`}` stands where the list goes on or ends'],
    ['{"a": "C:\\dir"}', 'bad-escape', '`\\d` is no escape of JSON'],
    ['['.repeat(100_000), 'too-deep', 'lists and objects lie more than 500 deep'],
  ])('names what is wrong with %j', (text, kind, message) => {
    expect(readJson(text).problem).toMatchObject({ kind, message });
  });

  it('says which versions refuse a key that is written twice', () => {
    expect(refused('{"job": 1, "job": 2}')).toEqual([['1.11']]);
    expect(refused('{"job": {"content": [{"reader": {"parameter": {"a": 1, "a": 2}}}]}}')).toEqual([['1.12', '1.16']]);
    expect(refused('{"job": {"content": [{"reader": {"parameter": {"a": {"b": 1, "b": 2}}}}]}}')).toEqual([[]]);
  });

  it('gives places in the text', () => {
    const text = '{ "a" : [ 10 ] }';
    const root = readJson(text).root;
    const member = root?.kind === 'object' ? root.members[0] : undefined;
    expect(
      member && [text.slice(member.keyStart, member.keyEnd), text.slice(member.value.start, member.value.end)],
    ).toEqual(['"a"', '[ 10 ]']);
  });
});

it('a number that a double cannot hold stays its text', () => {
  const { root } = readJson(
    '{ "a": 9007199254740993, "b": 12, "c": 9007199254740991, "d": 1.234567890123456789, "e": 1e5 }',
  );
  expect(root && plainValue(root)).toEqual({
    a: '9007199254740993',
    b: 12,
    c: 9_007_199_254_740_991,
    d: '1.234567890123456789',
    e: 100_000,
  });
});
