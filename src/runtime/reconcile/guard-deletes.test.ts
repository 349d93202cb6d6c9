import { describe, expect, it } from 'vitest';
import type { CompilationResult } from '../../compiler/index.ts';
import type { Deployment } from '../ports/index.ts';
import { guardDeletes } from './guard-deletes.ts';

const deployment = (pipeline: string): Deployment => ({
  project: 'shop',
  environment: 'default',
  pipeline,
  generation: 1,
  observedGeneration: 1,
  artefactDigest: 'sha256:1',
  revision: 'sha256:r',
  state: 'active',
  nextFireTime: undefined,
  lastFireTime: undefined,
  cursor: undefined,
  appliedAt: 0,
});
const some = (count: number): Deployment[] => Array.from({ length: count }, (_, index) => deployment(`p${index}`));
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
    expect(guardDeletes(compilation(), some(2), 10)).toEqual({ allowed: some(2), held: undefined });
    expect(guardDeletes(compilation({ incomplete: true }), [], 10).held).toBeUndefined();
  });

  it.each([
    ['DELETE_HELD_NO_PROJECT', { project: undefined, incomplete: true }, 1],
    ['DELETE_HELD_INCOMPLETE', { incomplete: true }, 1],
    ['DELETE_HELD_EMPTY', { pipelines: [] }, 1],
    ['DELETE_HELD_SHARE', {}, 4],
    ['DELETE_HELD_NEVER', { policies: { prune: 'never', maxChangedShare: 1 } }, 1],
  ] as const)('%s: deletes nothing', (code, changes, gone) => {
    const answer = guardDeletes(compilation(changes), some(gone), 10);
    expect(answer.allowed).toEqual([]);
    expect(answer.held?.code).toBe(code);
  });

  it('does not call a project file unreadable that has a mistake', () => {
    const { held } = guardDeletes(compilation({ project: undefined, incomplete: true }), some(1), 10);
    expect(held?.message).toContain('cannot be compiled; see the diagnostics');
  });

  it('asks nobody under prune: auto', () => {
    const policies = { prune: 'auto', maxChangedShare: 0.3 } as const;
    expect(guardDeletes(compilation({ policies }), some(9), 10).held).toBeUndefined();
  });

  it('takes no share of a handful', () => {
    expect(guardDeletes(compilation(), some(2), 3).held).toBeUndefined();
    expect(guardDeletes(compilation(), some(2), 4).held?.code).toBe('DELETE_HELD_SHARE');
  });
});
