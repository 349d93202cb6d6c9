import { describe, expect, it } from 'vitest';
import { createSourceFile } from '../text/index.ts';
import { cursorIn, type Cursor } from './cursor.ts';

/** The cursor at `¦`, which is taken out of the text. */
function cursorAt(marked: string, path = 'pipelines/a.yaml'): Cursor | undefined {
  const offset = marked.indexOf('¦');
  return cursorIn(createSourceFile(path, marked.replace('¦', '')), offset);
}

/** `path part "text"`. */
function shown(marked: string, path?: string): string | undefined {
  const cursor = cursorAt(marked, path);
  return cursor && `${cursor.path.join('.')} ${cursor.part} ${JSON.stringify(cursor.text)}`;
}

describe('cursorIn of YAML', () => {
  it.each([
    ['a value', 'source:\n  where: de¦leted = 0\n', 'source.where value "deleted = 0"'],
    ['a value that is not written yet', 'source:\n  where: ¦\n  splitBy: id\n', 'source.where value ""'],
    ['a value right after the colon', 'source:\n  where:¦\n  splitBy: id\n', 'source.where value ""'],
    ['a key', 'source:\n  whe¦re: x\n', 'source.where key "where"'],
    ['a key half written', 'source:\n  wh¦\n  splitBy: id\n', 'source.wh either "wh"'],
    ['an empty line in a map', 'source:\n  table: a\n  ¦\nsink: {}\n', 'source. either ""'],
    ['an empty line at the root', 'name: a\n¦\nsource:\n  table: b\n', ' either ""'],
    ['an empty line under a key', 'source:\n  ¦\n', 'source. either ""'],
    ['the end of a file', 'name: a\nsink:\n  ¦', 'sink. either ""'],
    ['an empty file', '¦', ' either ""'],
    ['an item of a list', 'dependsOn:\n  - cust¦\n', 'dependsOn.0.cust either "cust"'],
    ['an item that is not written yet', 'dependsOn:\n  - a\n  - ¦\nsource: {}\n', 'dependsOn.1. either ""'],
    ['a list that is not indented', 'key:\n- id\n- ¦\n', 'key.1. either ""'],
    ['an item of a list in brackets', 'sink:\n  key: [id, ¦]\n', 'sink.key.1 value ""'],
    ['a bracket that is open', 'source:\n  columns: [id, na¦\nsink:\n  table: x\n', 'source.columns.1 value "na"'],
    ['a key in braces', 'columns:\n  - { name: id, ty¦ }\n', 'columns.0.ty key "ty"'],
    ['a value in braces', 'columns:\n  - { name: id, type: ¦ }\n', 'columns.0.type value ""'],
    ['a brace that is open', 'schedule: { cron: "0 0 3 * * ?", ¦\nsource:\n  table: x\n', 'schedule. key ""'],
    ['a brace that is open in a list', 'c:\n  - { name: id, ¦\n  - { name: x }\n', 'c.0. key ""'],
    ['a quoted text', 'sink:\n  partition: "pt=${biz¦date}"\n', 'sink.partition value "pt=${bizdate}"'],
    [
      'a quote that is open',
      'source:\n  where: "pt=${¦\n  splitBy: id\nsink:\n  table: "x"\n',
      'source.where value "pt=${"',
    ],
    ['a single quote', "source:\n  where: 'it''s ¦'\n", 'source.where value "it\'\'s "'],
    [
      'a block',
      'source:\n  query: |\n    select a: b\n    from ${¦\nsink: {}\n',
      'source.query value "    select a: b\\n    from ${\\n"',
    ],
    ['Windows line ends', 'source:\r\n  where: ¦\r\n  splitBy: id\r\n', 'source.where value ""'],
    ['Windows line ends, a key', 'source:\r\n  wh¦\r\n  splitBy: id\r\n', 'source.wh either "wh"'],
    ['a key below one that is half written', 'source:\n  abc\n  where: ¦\n', 'source.where value ""'],
    ['a value below a quote that is open', 'source:\n  table: "abc\n  where: ¦\n', 'source.where value ""'],
    ['a wrong indentation above', 'name: a\nsource:\n    where: x\n  splitBy: ¦\n', 'splitBy value ""'],
    ['a map of a list', 'columns:\n  - name: id\n    ¦\n', 'columns.0. either ""'],
    ['characters outside the plane', 'description: "🚀🚀"\nsource:\n  where: ¦x\n', 'source.where value "x"'],
    ['a value after an anchor', 'a: &x\n  table: t¦\nb: *x\n', 'a.table value "t"'],
  ])('finds %s', (_, marked, expected) => {
    expect(shown(marked)).toBe(expected);
  });

  it.each([
    ['a comment', 'name: a\n# sour¦ce\n'],
    ['a comment after a value', 'name: a # na¦me\n'],
    ['the indentation of a line', 'source:\n ¦ where: x\n'],
  ])('finds nothing in %s', (_, marked) => {
    expect(shown(marked)).toBeUndefined();
  });

  it('gives the stretch of the text itself, whatever was put in to read it', () => {
    const text = 'source:\n  wh¦ere\n  splitBy: id\n';
    const cursor = cursorAt(text);
    expect(text.replace('¦', '').slice(cursor?.start, cursor?.end)).toBe('where');
  });

  it('gives the rest of the definition, without the mark', () => {
    const cursor = cursorAt('source:\n  columns: &c [id, "name text"]\n  splitBy: ¦\nsink: { columns: *c }\n');
    expect(cursor?.definition).toEqual({
      source: { columns: ['id', 'name text'], splitBy: '' },
      sink: { columns: ['id', 'name text'] },
    });
  });

  it('gives a key its own line where the line before ran into it', () => {
    const text = 'source:\n  abc\n  whe¦re: x\n';
    const cursor = cursorAt(text);
    expect(text.replace('¦', '').slice(cursor?.start, cursor?.end)).toBe('where');
  });

  it('asks for a space where a value follows a colon at once', () => {
    expect(cursorAt('a:¦ b\n')).toMatchObject({ path: ['a'], part: 'value', lead: ' ' });
    expect(cursorAt('a: |\n  b:¦\n')?.lead).toBe('');
    expect(cursorAt('a:¦\n')?.lead).toBe(' ');
    expect(cursorAt('a: ¦\n')?.lead).toBe('');
  });

  it('never throws, at any offset of a text that is broken in many ways', () => {
    const text = 'name: [a, {b: "c\n\t- *x\n? : &a |\n  ${fire\n- -\n&a *b !!c "\\u00" \'\n%YAML 9\n---\n...\n}]: - ?';
    for (let offset = 0; offset <= text.length; offset += 1)
      expect(() => cursorIn(createSourceFile('a.yaml', text), offset)).not.toThrow();
  });
});

describe('cursorIn of TypeScript', () => {
  const file = 'pipelines/a.ts';

  it.each([
    ['a text', "export default definePipeline({ source: { datasource: 'e¦rp' } })", 'source.datasource value "erp"'],
    ['an empty text', "definePipeline({ engine: '¦' })", 'engine value ""'],
    ['a text that is not closed', "definePipeline({\n  engine: 'ba¦\n})", 'engine value "ba"'],
    ['an item of a list', 'definePipeline({ dependsOn: ["a", "¦"] })', 'dependsOn.1 value ""'],
    ['a key', 'definePipeline({ sche¦dule: { cron: "x" } })', 'schedule key "schedule"'],
    [
      'an escape',
      String.raw`definePipeline({ source: { where: 'a = \'¦\'' } })`,
      String.raw`source.where value "a = \\'\\'"`,
    ],
    [
      'a call in a map',
      "export default ['a'].map((t) => definePipeline({ name: `${t}-x`, engine: '¦' }))",
      'engine value ""',
    ],
  ])('finds %s', (_, marked, expected) => {
    expect(shown(marked, file)).toBe(expected);
  });

  it('finds nothing outside of a call, and in code', () => {
    expect(shown("const a = 'b¦'", file)).toBeUndefined();
    expect(shown('definePipeline({ name: na¦me })', file)).toBeUndefined();
  });

  it('reads literals, and leaves out what is computed', () => {
    const cursor = cursorAt(
      "definePipeline({ name: `a${x}`, source: { columns: ['id', { name: 'n', index: 1 }], splitBy: '¦' } })",
      file,
    );
    expect(cursor?.definition).toEqual({
      name: undefined,
      source: { columns: ['id', { name: 'n', index: 1 }], splitBy: '' },
    });
  });
});
