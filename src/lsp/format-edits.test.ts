import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatEdits } from './format-edits.ts';

const formatted = (text: string): string =>
  TextDocument.applyEdits(TextDocument.create('', '', 0, text), formatEdits(text));

describe('formatEdits', () => {
  it('does what `sluice fmt` does, and nothing the second time', () => {
    const text = "name:   a\r\nsource: {table:  'x'}\r\n";
    const once = formatted(text);
    expect(once).toBe('name: a\r\nsource: { table: "x" }\r\n');
    expect(formatEdits(once)).toEqual([]);
  });

  it('leaves a text that does not parse', () => {
    expect(formatEdits('name: [a\nb: }\n')).toEqual([]);
  });
});
