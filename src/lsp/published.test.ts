import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { Published } from './published.ts';
import { tagsOf } from './diagnostic-tags.ts';

const finding = (message: string): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  message,
});

function published() {
  const sent: string[] = [];
  const told = new Published((params) => {
    sent.push(
      `${params.uri} ${params.version ?? '-'} ${params.diagnostics.map(({ message }) => message).join()}`.trim(),
    );
    return Promise.resolve();
  });
  const tell = (root: string, files: Readonly<Record<string, string>>, version?: number): string[] => {
    sent.length = 0;
    told.tell(root, new Map(Object.entries(files).map(([uri, message]) => [uri, [finding(message)]])), () => version);
    return [...sent];
  };
  return { tell, told, sent };
}

describe('Published', () => {
  it('tells what is new, and nothing twice', () => {
    const { tell } = published();
    expect(tell('/p', { a: 'x', b: 'y' }, 1)).toEqual(['a 1 x', 'b 1 y']);
    expect(tell('/p', { a: 'x', b: 'z' }, 1)).toEqual(['b 1 z']);
  });

  it('tells again for a newer text, whose places may be others', () => {
    const { tell } = published();
    tell('/p', { a: 'x' }, 1);
    expect(tell('/p', { a: 'x' }, 2)).toEqual(['a 2 x']);
  });

  it('takes back what is mended, of its own project only, and of one that is gone', () => {
    const { tell, told, sent } = published();
    tell('/p', { a: 'x' });
    tell('/q', { b: 'y' });
    expect(tell('/p', {}, 3)).toEqual(['a 3']);
    expect(tell('/p', {})).toEqual([]);
    told.forget('/q');
    expect(sent).toEqual(['b -']);
  });
});

describe('tagsOf', () => {
  it('greys out what is written for nothing', () => {
    expect(tagsOf('SL0314')).toEqual([1]);
    expect(tagsOf('SL0201')).toEqual([]);
  });
});
