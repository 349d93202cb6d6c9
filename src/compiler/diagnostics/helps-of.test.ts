import { describe, expect, it } from 'vitest';
import { createSourceFile } from '../text/index.ts';
import { helpsOf } from './helps-of.ts';
import type { LocatedDiagnostic } from './diagnostic.ts';

const file = createSourceFile('a.yaml', 'cron: x\n');
const range = { start: file.position(6), end: file.position(7) };

function found(help: string | undefined, ...suggestions: readonly (readonly [string, string])[]): LocatedDiagnostic {
  return {
    code: 'SL0414',
    severity: 'warning',
    message: 'it fires too often',
    file: 'a.yaml',
    range,
    labels: [],
    notes: [],
    ...(help === undefined ? {} : { help }),
    suggestions: suggestions.map(([message, newText]) => ({
      message,
      confidence: 'likely',
      edits: [{ file: 'a.yaml', range, newText }],
    })),
    docsUrl: '',
    fingerprint: '',
  };
}

describe('helpsOf', () => {
  it('leaves out a suggestion whose text the help names', () => {
    expect(helpsOf(found('write `0` to fire once', ['write `0`', '0']))).toEqual(['write `0` to fire once']);
  });

  it('keeps one that says more, each once, and one that removes', () => {
    const help = 'leave it out, or write `mode: session`';
    expect(helpsOf(found(help, ['use `10`', '10'], ['use `10`', '10'], ['leave `url` out', '']))).toEqual([
      help,
      'use `10`',
      'leave `url` out',
    ]);
  });

  it('has the suggestions alone without a help', () => {
    expect(helpsOf(found(undefined, ['write `0`', '0']))).toEqual(['write `0`']);
  });
});
