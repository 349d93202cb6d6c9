import { describe, expect, test } from 'vitest';
import type { LocatedDiagnostic } from '../../compiler/index.ts';
import { foldFindings, sizeOf } from './fold-findings.ts';

function finding(file: string, message: string, offset = 0): LocatedDiagnostic {
  const position = { line: 1, column: offset + 1, offset };
  return {
    code: 'SL0302',
    severity: 'error',
    message,
    file,
    range: { start: position, end: position },
    labels: [],
    notes: [],
    suggestions: [],
    docsUrl: '',
    fingerprint: '',
  };
}

describe('foldFindings', () => {
  test('shows one of many equal ones, at its place in the order', () => {
    const all = ['a', 'b', 'c', 'd'].map((file) => finding(file, 'no datasource `erp`'));
    const other = finding('a', 'else', 5);
    const folded = foldFindings([...all.slice(0, 1), other, ...all.slice(1)]);
    expect(folded.map(({ shown, elsewhere }) => [shown.message, elsewhere.map(({ file }) => file)])).toEqual([
      ['no datasource `erp`', ['b', 'c', 'd']],
      ['else', []],
    ]);
    expect(folded.map(sizeOf)).toEqual([4, 1]);
  });

  test('shows three equal ones each', () => {
    const folded = foldFindings(['a', 'b', 'c'].map((file) => finding(file, 'no datasource `erp`')));
    expect(folded.map(({ elsewhere }) => elsewhere.length)).toEqual([0, 0, 0]);
  });

  test('tells what is said of one place several times once', () => {
    const [entry, ...more] = foldFindings([
      finding('datasources/a', 'not on FlinkX'),
      finding('datasources/a', 'not on Flink'),
    ]);
    expect(more).toEqual([]);
    expect(entry?.alsoHere.map(({ message }) => message)).toEqual(['not on Flink']);
  });

  test('loses no finding', () => {
    const all = Array.from({ length: 50 }, (_, index) => finding(`f${index % 7}`, `m${index % 3}`, index % 5));
    expect(foldFindings(all).reduce((sum, entry) => sum + sizeOf(entry), 0)).toBe(50);
  });
});
