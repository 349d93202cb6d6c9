import { describe, expect, test } from 'vitest';
import { outputTargets, type OutputFormat } from './output-targets.ts';

const KNOWN: readonly OutputFormat[] = ['text', 'json', 'sarif', 'junit'];

describe('outputTargets', () => {
  test.each([
    [[], [], [], 'stdout'],
    [['json'], [], [{ format: 'json', file: undefined }], undefined],
    [['json', 'text'], [], [{ format: 'json', file: undefined }], 'stderr'],
    [['json'], ['a.json'], [{ format: 'json', file: 'a.json' }], 'stdout'],
    [
      ['sarif', 'junit'],
      ['a.sarif', 'b.xml'],
      [
        { format: 'sarif', file: 'a.sarif' },
        { format: 'junit', file: 'b.xml' },
      ],
      'stdout',
    ],
    [
      ['sarif', 'text', 'json'],
      ['a.sarif'],
      [
        { format: 'sarif', file: 'a.sarif' },
        { format: 'json', file: undefined },
      ],
      'stderr',
    ],
  ])('%j with files %j', (asked, files, machine, people) => {
    expect(outputTargets(asked, files, KNOWN)).toEqual({ machine, people });
  });

  test.each([
    [['yaml'], [], '--output yaml does not fit this verb'],
    [['text'], ['a'], '--output-file needs a machine format'],
    [['json'], ['a', 'b'], 'there are more --output-file than machine formats'],
    [['json', 'sarif'], [], 'only one machine format can go to stdout'],
  ])('refuses %j with files %j', (asked, files, message) => {
    expect(() => outputTargets(asked, files, KNOWN)).toThrow(message);
  });
});
