import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { createSourceFile, type Location, type Path, type TextChange } from '../text/index.ts';
import { yamlChanges } from './yaml-changes.ts';

const at = (path: Path, more: Partial<Location> = {}): Location => ({ file: 'a.yaml', path, part: 'value', ...more });
const key = (path: Path): Location => at(path, { part: 'key' });

type Made = TextChange | readonly TextChange[] | undefined;

/** The text after what is done to it; `none` where the change has no place. */
function after(text: string, change: (changes: ReturnType<typeof yamlChanges>) => Made): string {
  const made = change(yamlChanges(createSourceFile('a.yaml', text)));
  if (made === undefined) return 'none';
  const list = ('start' in made ? [made] : [...made]).toSorted((a, b) => a.start - b.start);
  return list.reduceRight((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
}

describe('replace', () => {
  it.each<[string, string, Location, string, string]>([
    ['a key', 'wehre: a # b\n', key(['wehre']), 'where', 'where: a # b\n'],
    ['a quoted key', '"wehre" : a\n', key(['wehre']), 'where', '"where" : a\n'],
    ['a value', 'a: { mode: upsrt } # c\n', at(['a', 'mode']), 'upsert', 'a: { mode: upsert } # c\n'],
    ['a quoted value by a word', "mode: 'upsrt'\n", at(['mode']), 'upsert', "mode: 'upsert'\n"],
    ['a quoted number by a number', 'a: "5"\n', at(['a']), '5', 'a: 5\n'],
    ['a quoted value by a reference', "p: 'x'\n", at(['p']), '"${secret:env/P}"', 'p: "${secret:env/P}"\n'],
    ['a value by a list', 'key: id\n', at(['key']), '[id]', 'key: [id]\n'],
    ['a value by a word that is no text', 'a: "yes"\n', at(['a']), 'true', 'a: true\n'],
    ['a value behind an anchor', 'a: &x 1\nb: *x\n', at(['a']), '2', 'a: &x 2\nb: *x\n'],
    ['an alias itself', 'a: &x 1\nb: *x\n', at(['b']), '2', 'a: &x 1\nb: 2\n'],
    ['nothing', 'a:\nb: 1\n', at(['a']), '2', 'a: 2\nb: 1\n'],
    ['a block scalar', 'a: |\n  x\n  y\nb: 1\n', at(['a']), 'z', 'a: z\nb: 1\n'],
    ['a stretch', 'a: x YYYY\n', at(['a'], { within: { start: 2, end: 6 } }), 'yyyy', 'a: x yyyy\n'],
    ['a stretch in quotes', "a: 'it''s b'\n", at(['a'], { within: { start: 5, end: 6 } }), "'c'", "a: 'it''s ''c'''\n"],
    [
      'a stretch of a literal',
      'a: |\n  x\n  b\n',
      at(['a'], { within: { start: 2, end: 3 } }),
      'c',
      'a: |\n  x\n  c\n',
    ],
    ['an item', 'a:\n  - x # y\n', at(['a', 0]), 'z', 'a:\n  - z # y\n'],
    [
      'a stretch by what needs quotes in a list',
      'a: [x money, y] # z\n',
      at(['a', 0], { within: { start: 2, end: 7 } }),
      'decimal(19,4)',
      'a: ["x decimal(19,4)", y] # z\n',
    ],
    [
      'a stretch by a comma where it ends nothing',
      'a: x money\n',
      at(['a'], { within: { start: 2, end: 7 } }),
      'decimal(19,4)',
      'a: x decimal(19,4)\n',
    ],
  ])('%s', (_, text, where, newText, expected) => {
    expect(after(text, (changes) => changes.replace(where, newText))).toBe(expected);
  });

  it.each<[string, string, Location]>([
    ['what an alias brings in', 'a: &x { k: 1 }\nb: *x\n', at(['b', 'k'])],
    ['what a merge brings in', 'a: &x { k: 1 }\nb: { <<: *x }\n', at(['b', 'k'])],
    ['what is not there', 'a: 1\n', at(['b'])],
    ['a stretch of folded text', 'a: x\n  YYYY\n', at(['a'], { within: { start: 2, end: 6 } })],
  ])('not %s', (_, text, where) => {
    expect(after(text, (changes) => changes.replace(where, 'z'))).toBe('none');
  });
});

describe('remove', () => {
  it.each<[string, string, Path, string]>([
    ['an item of a list before a comment', 'a: [\n  x, y, # one\n  z\n]\n', ['a', 1], 'a: [\n  x, # one\n  z\n]\n'],
    ['the first item before a comment', 'a: [ x, # one\n  z ]\n', ['a', 0], 'a: [ # one\n  z ]\n'],
    ['an entry with its comment', 'a: 1 # one\nb: 2 # two\nc: 3\n', ['b'], 'a: 1 # one\nc: 3\n'],
    ['comment lines above it', 'a: 1\n\n# of b\n# more\nb: 2\n# of c\nc: 3\n', ['b'], 'a: 1\n\n# of c\nc: 3\n'],
    ['not those behind a blank line', 'a: 1\n# a section\n\nb: 2\n', ['b'], 'a: 1\n# a section\n\n'],
    ['not the comment of the file', '# the file\na: 1\nb: 2\n', ['a'], '# the file\nb: 2\n'],
    ['a subtree with the comments in it', 'a:\n  x: 1\n  # in a\nb: 2\n', ['a'], 'b: 2\n'],
    ['a literal block', 'a: |\n  # no comment\n\n  x\nb: 2\n', ['a'], 'b: 2\n'],
    ['text over several lines', 'a: "x\n  y"\nb: 2\n', ['a'], 'b: 2\n'],
    ['the last line without a line break', 'a: 1\nb: 2', ['b'], 'a: 1'],
    ['lines of Windows', 'a: 1\r\n# of b\r\nb: 2\r\nc: 3\r\n', ['b'], 'a: 1\r\nc: 3\r\n'],
    ['the last of Windows', 'a: 1\r\nb: 2', ['b'], 'a: 1'],
    ['a comment with tabs', 'a: 1\nb: 2\t#\ttwo\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
    ['the first entry behind a dash', 'l:\n  - a: 1 # x\n    b: 2\n', ['l', 0, 'a'], 'l:\n  - b: 2\n'],
    ['a later entry of an item', 'l:\n  - a: 1\n    b: 2\n  - c: 3\n', ['l', 0, 'b'], 'l:\n  - a: 1\n  - c: 3\n'],
    ['an item', 'l:\n  - a # x\n  # of b\n  - b\n  - c\n', ['l', 1], 'l:\n  - a # x\n  - c\n'],
    ['an item that is a map', 'l:\n- a: 1\n  b: 2\n- c: 3\n', ['l', 0], 'l:\n- c: 3\n'],
    ['an item with an anchor', 'l:\n  - &x a\n  - b\n', ['l', 0], 'l:\n  - b\n'],
    ['an entry without a value', 'a:\nb: 1\n', ['a'], 'b: 1\n'],
    ['the only entry', 'a: # of a\n  # of b\n  b: 1 # x\nc: 1\n', ['a', 'b'], 'a: {} # of a\nc: 1\n'],
    ['the only entry behind an anchor', 'a: &x\n  b: 1\nc: *x\n', ['a', 'b'], 'a: &x {}\nc: *x\n'],
    ['the only entry behind a dash', 'l:\n  - b: 1 # x\n', ['l', 0, 'b'], 'l:\n  - {} # x\n'],
    ['the only item', 'a:\n  - b\nc: 1\n', ['a', 0], 'a: []\nc: 1\n'],
    ['the only entry of a document', 'a: 1 # x\n', ['a'], '{}\n'],
    ['the first in braces', 'm: { a: 1, b: 2 }\n', ['m', 'a'], 'm: { b: 2 }\n'],
    ['one in the middle', 'm: {a: 1, b: 2, c: 3}\n', ['m', 'b'], 'm: {a: 1, c: 3}\n'],
    ['the last in braces', 'm: { a: 1, b: [2, 3] } # x\n', ['m', 'b'], 'm: { a: 1 } # x\n'],
    ['the only one in braces', 'm: { a: 1 } # x\n', ['m', 'a'], 'm: {} # x\n'],
    ['the only one in brackets', 'm: [a]\n', ['m', 0], 'm: []\n'],
    ['an item with an anchor in brackets', 'm: [&x a, b]\n', ['m', 0], 'm: [b]\n'],
    [
      'a line in braces',
      'm: {\n  a: 1, # one\n  b: 2, # two\n  c: 3\n}\n',
      ['m', 'b'],
      'm: {\n  a: 1, # one\n  c: 3\n}\n',
    ],
    ['the last line in braces', 'm: {\n  a: 1,\n  b: 2 # two\n}\n', ['m', 'b'], 'm: {\n  a: 1,\n}\n'],
  ])('%s', (_, text, path, expected) => {
    const changed = after(text, (changes) => changes.remove(at(path)));
    expect(changed).toBe(expected);
    expect(() => parse(changed) as unknown).not.toThrow();
  });

  it('finds an entry by the offsets of its key: the second of two', () => {
    expect(after('a: 1\na: 1 # x\n', (changes) => changes.remove(at([], { offsets: { start: 5, end: 6 } })))).toBe(
      'a: 1\n',
    );
  });

  it.each<[string, string, Path]>([
    ['what an alias brings in', 'a: &x { k: 1 }\nb: *x\n', ['b', 'k']],
    ['the document', 'a: 1\n', []],
  ])('not %s', (_, text, path) => {
    expect(after(text, (changes) => changes.remove(at(path)))).toBe('none');
  });
});

describe('insert', () => {
  it.each<[string, string, Path, string | undefined, string]>([
    [
      'behind the last entry',
      'a:\n  b: 1 # x\n    # deep\nc: 2\n',
      ['a'],
      undefined,
      'a:\n  b: 1 # x\n    # deep\n  k: v\nc: 2\n',
    ],
    ['behind a named entry', 'a:\n  b: 1\n  c: 2\n', ['a'], 'b', 'a:\n  b: 1\n  k: v\n  c: 2\n'],
    [
      'behind a subtree',
      'a:\n    b:\n      c: 1\n    d: 2\n',
      ['a'],
      'b',
      'a:\n    b:\n      c: 1\n    k: v\n    d: 2\n',
    ],
    ['behind a literal block', 'a:\n  b: |\n    x\n\nc: 1\n', ['a'], undefined, 'a:\n  b: |\n    x\n  k: v\n\nc: 1\n'],
    ['at the root', 'a: 1\n', [], undefined, 'a: 1\nk: v\n'],
    ['at the root without a line break', 'a: 1', [], undefined, 'a: 1\nk: v'],
    ['in a file of Windows', 'a:\r\n  b: 1\r\n', ['a'], undefined, 'a:\r\n  b: 1\r\n  k: v\r\n'],
    ['in an item', 'l:\n  - a: 1\n  - b: 1\n', ['l', 0], undefined, 'l:\n  - a: 1\n    k: v\n  - b: 1\n'],
    ['in braces', 'm: { a: 1 } # x\n', ['m'], undefined, 'm: { a: 1, k: v } # x\n'],
    ['in braces, in the middle', 'm: { a: 1, b: 2 }\n', ['m'], 'a', 'm: { a: 1, k: v, b: 2 }\n'],
    ['in empty braces', 'm: {} # x\n', ['m'], undefined, 'm: { k: v } # x\n'],
    ['in lines in braces', 'm: {\n  a: 1, # one\n}\n', ['m'], undefined, 'm: {\n  a: 1, # one\n  k: v,\n}\n'],
    [
      'in lines in braces without a comma',
      'm: {\n  a: 1 # one\n}\n',
      ['m'],
      undefined,
      'm: {\n  a: 1, # one\n  k: v\n}\n',
    ],
    ['below a key without a value', 'a: # x\nb: 1\n', ['a'], undefined, 'a: # x\n  k: v\nb: 1\n'],
    ['below the last key', 'a:', ['a'], undefined, 'a:\n  k: v'],
  ])('%s', (_, text, path, behind, expected) => {
    const changed = after(text, (changes) => changes.insert(at(path), 'k', 'v', behind));
    expect(changed).toBe(expected);
    expect(() => parse(changed) as unknown).not.toThrow();
  });

  it.each<[string, string, Path]>([
    ['a key that is there', 'a: { k: 1 }\n', ['a']],
    ['into a text', 'a: x\n', ['a']],
    ['through an alias', 'a: &x { b: 1 }\nc: *x\n', ['c']],
    ['into a list', 'a: [1]\n', ['a']],
  ])('not %s', (_, text, path) => {
    expect(after(text, (changes) => changes.insert(at(path), 'k', 'v'))).toBe('none');
  });
});

describe('move', () => {
  it.each<[string, string, Path, Path, string]>([
    [
      'under a sibling, with its comments',
      'source:\n  table: a\n# which rows\nwhere: |\n  x\n    y\n  # in the text\nsink: 1\n',
      ['where'],
      ['source'],
      'source:\n  table: a\n  # which rows\n  where: |\n    x\n      y\n    # in the text\nsink: 1\n',
    ],
    ['under a key without a value', 'a:\nb: 1 # x\nc: 2\n', ['b'], ['a'], 'a:\n  b: 1 # x\nc: 2\n'],
    [
      'out of its parent',
      'source:\n  table: a\n  # the sink\n  sink:\n    table: b\n    key:\n    - id\nname: x\n',
      ['source', 'sink'],
      [],
      'source:\n  table: a\n# the sink\nsink:\n  table: b\n  key:\n  - id\nname: x\n',
    ],
    ['out of its parent on the last line', 'a:\n  b: 1\n  c: 2', ['a', 'c'], [], 'a:\n  b: 1\nc: 2'],
    ['in a file of Windows', 'a:\r\n  x: 1\r\nb: 1\r\nc: 2\r\n', ['b'], ['a'], 'a:\r\n  x: 1\r\n  b: 1\r\nc: 2\r\n'],
    ['into braces', 'a: { x: 1 }\nb: 1\n', ['b'], ['a'], 'a: { x: 1, b: 1 }\n'],
    ['out of braces', 'a: { x: 1, b: 2 }\nc: 1\n', ['a', 'b'], [], 'a: { x: 1 }\nc: 1\nb: 2\n'],
  ])('%s', (_, text, from, into, expected) => {
    expect(after(text, (changes) => changes.move(at(from), at(into)))).toBe(expected);
  });

  it.each<[string, string, Path, Path]>([
    ['over a key of that name', 'a: { b: 1 }\nb: 2\n', ['b'], ['a']],
    ['an item', 'a: [1]\nb: {}\n', ['a', 0], ['b']],
    ['several lines into braces', 'a: { x: 1 }\nb:\n  c: 1\n', ['b'], ['a']],
  ])('not %s', (_, text, from, into) => {
    expect(after(text, (changes) => changes.move(at(from), at(into)))).toBe('none');
  });
});

describe('of any document', () => {
  const name = fc.constantFrom('a', 'b', 'c d', 'é', '-x', '"q"', '1');
  const scalar = fc.constantFrom<unknown>(
    1,
    true,
    null,
    '',
    'text',
    'x: y',
    '# no',
    'two\nlines\n',
    ' - ',
    "it's",
    'l\n\n  m',
  );
  const { value } = fc.letrec<{ value: unknown; map: object; list: unknown[] }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, scalar, tie('map'), tie('list')),
    map: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    list: fc.array(tie('value'), { maxLength: 3 }),
  }));
  const documents = fc.record({
    value: fc.dictionary(name, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    style: fc.constantFrom({}, { indentSeq: false }, { collectionStyle: 'flow' as const }, { indent: 4 }),
    windows: fc.boolean(),
  });
  const textOf = (document: typeof documents extends fc.Arbitrary<infer D> ? D : never): string => {
    const text = stringify(document.value, { lineWidth: 0, ...document.style });
    return document.windows ? text.replaceAll('\n', '\r\n') : text;
  };

  it('removing an entry leaves the value without it', () => {
    fc.assert(
      fc.property(documents, (document) => {
        for (const path of pathsOf(document.value)) {
          const changed = after(textOf(document), (changes) => changes.remove(at(path)));
          expect(parse(changed), `${path.join('.')} of ${textOf(document)}`).toEqual(without(document.value, path));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('inserting an entry adds it and nothing else', () => {
    fc.assert(
      fc.property(documents, (document) => {
        for (const path of [[], ...pathsOf(document.value)]) {
          const map = path.reduce(member, document.value);
          if (typeof map !== 'object' || map === null || Array.isArray(map)) continue;
          const changed = after(textOf(document), (changes) => changes.insert(at(path), 'new', '[1]'));
          const expected = structuredClone(document.value);
          (path.reduce(member, expected) as Record<string, unknown>)['new'] = [1];
          expect(parse(changed), `${path.join('.')} of ${textOf(document)}`).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('moving an entry out of its parent changes its place alone', () => {
    fc.assert(
      fc.property(documents, (document) => {
        for (const path of pathsOf(document.value)) {
          const [parent = '', key = ''] = path;
          if (path.length !== 2 || typeof key === 'number' || key in document.value) continue;
          const changed = after(textOf(document), (changes) => changes.move(at(path), at([])));
          if (changed === 'none') continue;
          const expected = without(document.value, path) as Record<string, unknown>;
          expected[key] = path.reduce(member, document.value as unknown);
          expect(parse(changed), `${parent}.${key} of ${textOf(document)}`).toEqual(expected);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function member(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = [...path, Array.isArray(value) ? Number(key) : key];
    return [inner, ...pathsOf(item, inner)];
  });
}

function without(value: unknown, path: Path): unknown {
  const copy = structuredClone(value);
  const last = path.at(-1) ?? '';
  const owner = path.slice(0, -1).reduce(member, copy);
  if (Array.isArray(owner)) owner.splice(Number(last), 1);
  else if (typeof owner === 'object' && owner !== null) Reflect.deleteProperty(owner, last);
  return copy;
}
