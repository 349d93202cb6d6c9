import { describe, expect, it } from 'vitest';
import { wordsOf } from '../message/index.ts';
import type { CompilationResult } from './compilation-result.ts';
import { guardDeletes } from './guard-deletes.ts';

const some = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}`);
// Only whether there is any pipeline matters here.
const compiled = { pipelines: [{}] } as unknown as Pick<CompilationResult, 'pipelines'>;
const compilation = (changes: Partial<CompilationResult> = {}): CompilationResult => ({
  project: 'shop',
  environment: 'default',
  diagnostics: [],
  files: 1,
  incomplete: false,
  digest: '',
  policies: { prune: 'confirm', maxChangedShare: 0.3 },
  ...compiled,
  ...changes,
});

describe('guardDeletes', () => {
  it('lets go what is gone from a complete project', () => {
    expect(guardDeletes(compilation(), some(2), 10)).toBeUndefined();
    expect(guardDeletes(compilation({ incomplete: true }), [], 10)).toBeUndefined();
  });

  it.each([
    ['DELETE_HELD_NO_PROJECT', { project: undefined, incomplete: true }, 1],
    ['DELETE_HELD_INCOMPLETE', { incomplete: true }, 1],
    ['DELETE_HELD_EMPTY', { pipelines: [] }, 1],
    ['DELETE_HELD_SHARE', {}, 4],
    ['DELETE_HELD_NEVER', { policies: { prune: 'never', maxChangedShare: 1 } }, 1],
  ] as const)('%s: deletes nothing', (code, changes, gone) => {
    expect(guardDeletes(compilation(changes), some(gone), 10)?.code).toBe(code);
  });

  it('does not call a project file unreadable that has a mistake', () => {
    const held = guardDeletes(compilation({ project: undefined, incomplete: true }), some(1), 10);
    expect(held && wordsOf(held.why)).toContain('cannot be compiled; see the diagnostics');
  });

  it('asks nobody under prune: auto', () => {
    const policies = { prune: 'auto', maxChangedShare: 0.3 } as const;
    expect(guardDeletes(compilation({ policies }), some(9), 10)).toBeUndefined();
  });

  it('takes no share of a handful', () => {
    expect(guardDeletes(compilation(), some(2), 3)).toBeUndefined();
    expect(guardDeletes(compilation(), some(2), 4)?.code).toBe('DELETE_HELD_SHARE');
  });
});
