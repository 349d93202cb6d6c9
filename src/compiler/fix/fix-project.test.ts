import { describe, expect, it } from 'vitest';
import type { LocatedDiagnostic } from '../diagnostics/index.ts';
import { createSourceFile } from '../text/index.ts';
import { fixProject, type Compiled } from './fix-project.ts';

/** A language of words, one a line: some are wrong and have a fix, and some fixes make another word wrong. */
interface Words {
  readonly [word: string]: { readonly instead: string; readonly confidence?: 'likely' };
}

function compiler(
  files: Readonly<Record<string, string>>,
  words: Words,
): {
  readonly compile: (texts: ReadonlyMap<string, string>) => Promise<Compiled>;
  readonly count: () => number;
} {
  let count = 0;
  const compile = (unsaved: ReadonlyMap<string, string>): Promise<Compiled> => {
    count += 1;
    const textOf = (file: string): string | undefined => unsaved.get(file) ?? files[file];
    const diagnostics = Object.keys(files).flatMap((file) => findings(file, textOf(file) ?? '', words));
    return Promise.resolve({ diagnostics, textOf });
  };
  return { compile, count: () => count };
}

function findings(path: string, text: string, words: Words): LocatedDiagnostic[] {
  const file = createSourceFile(path, text);
  return [...text.matchAll(/\w+/g)].flatMap((match, index) => {
    const found = Object.hasOwn(words, match[0]) ? words[match[0]] : undefined;
    if (found === undefined) return [];
    const range = { start: file.position(match.index), end: file.position(match.index + match[0].length) };
    return [
      {
        code: 'SL0204',
        severity: 'error',
        message: match[0],
        file: path,
        range,
        labels: [],
        notes: [],
        suggestions: [
          {
            message: found.instead,
            confidence: found.confidence ?? 'certain',
            edits: [{ file: path, range, newText: found.instead }],
          },
        ],
        docsUrl: '',
        fingerprint: `${path} ${match[0]} ${index}`,
      },
    ];
  });
}

const all = (): boolean => true;
const textsOf = (files: readonly { path: string; after: string }[]): string[] =>
  files.map(({ path, after }) => `${path} ${after}`);

describe('fixProject', () => {
  it('makes all fixes in all files, and those that come to light', async () => {
    const { compile } = compiler({ 'a.ts': 'x y', 'b.ts': 'x' }, { x: { instead: 'z' }, z: { instead: 'w' } });
    const { files, compiled } = await fixProject(compile, all);
    expect(textsOf(files)).toEqual(['a.ts w y', 'b.ts w']);
    expect(files.map(({ findings: of }) => of.length)).toEqual([2, 2]);
    expect(compiled.diagnostics).toEqual([]);
  });

  it('leaves alone what is not asked for, and guesses', async () => {
    const { compile } = compiler(
      { 'a.ts': 'x', 'b.ts': 'x y' },
      { x: { instead: 'z' }, y: { instead: 'z', confidence: 'likely' } },
    );
    expect(textsOf((await fixProject(compile, (file) => file === 'b.ts')).files)).toEqual(['b.ts z y']);
  });

  it('finds the one fix of many that helps nothing, and makes the others', async () => {
    const { compile, count } = compiler({ 'a.ts': 'x x bad x x' }, { x: { instead: 'z' }, bad: { instead: 'bad' } });
    expect(textsOf((await fixProject(compile, all)).files)).toEqual(['a.ts z z bad z z']);
    expect(count()).toBeLessThan(12);
  });

  it('ends where fixes go round in circles', async () => {
    const { compile, count } = compiler({ 'a.ts': 'x' }, { x: { instead: 'y' }, y: { instead: 'x' } });
    await fixProject(compile, all);
    expect(count()).toBeLessThanOrEqual(101);
  });

  it('changes no value that an alias brings in elsewhere', async () => {
    const text = 'a: &x { k: bad }\nb: *x\nc: bad\n';
    const { compile } = compiler({ 'a.yaml': text }, { bad: { instead: 'good' } });
    expect(textsOf((await fixProject(compile, all)).files)).toEqual(['a.yaml a: &x { k: bad }\nb: *x\nc: good\n']);
  });
});
