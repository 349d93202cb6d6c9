import type { NeededApproval, PlanDocument } from '../../../src/compiler/index.ts';
import type { Annotation, Publication } from '../../../src/review/index.ts';

/** A publication of a plan with so many changed pipelines, for tests of what is sent. */
export function publicationOf(
  base: string,
  { changes = 1, pipelines = 3, approvals = [], markdown = '### Plan\n', ...rest }: PublicationOptions = {},
): Publication {
  return {
    document: documentOf(changes, pipelines, approvals),
    base,
    markdown: (lines = []) => `${markdown}${lines.map((line) => `- ${line}\n`).join('')}`,
    annotations: [],
    ...rest,
  };
}

interface PublicationOptions extends Partial<Omit<Publication, 'markdown'>> {
  readonly changes?: number;
  readonly pipelines?: number;
  readonly markdown?: string;
  readonly approvals?: readonly NeededApproval[];
}

/** An approval of one of these for `orders`. */
export function neededOf(...owners: readonly string[]): readonly NeededApproval[] {
  return [{ owners, pipelines: ['orders'], meaning: ['data-affecting'] }];
}

/** What makes such a publication for any base. */
export function plans(options: Parameters<typeof publicationOf>[1] = {}): (base: string) => Promise<Publication> {
  return async (base) => publicationOf(base, options);
}

/** So many findings, each on a line of its own. */
export function annotationsIn(path: string, count: number): readonly Annotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path,
    start: { line: index + 1, column: 3 },
    end: { line: index + 1, column: 9 },
    level: 'error',
    title: 'SL0401',
    message: `finding ${index + 1}`,
    fingerprint: `f${index + 1}`,
  }));
}

function documentOf(changed: number, pipelines: number, approvals: readonly NeededApproval[]): PlanDocument {
  const change = { pipeline: 'orders', action: 'update' } as PlanDocument['changes'][number]; // only counted
  return {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'prod',
    base: { kind: 'git', digest: 'a' },
    head: { kind: 'folder', digest: 'b' },
    at: '2026-03-02T00:00:00.000Z',
    changes: Array.from({ length: changed }, () => change),
    summary: {
      actions: { create: 0, update: changed, replace: 0, delete: 0, move: 0, none: Math.max(0, pipelines - changed) },
      meanings: {
        cosmetic: 0,
        schedule: 0,
        'run-time': 0,
        resource: 0,
        'data-affecting': changed,
        'state-breaking': 0,
        destructive: 0,
      } as PlanDocument['summary']['meanings'], // not read by what is tested
      broken: 0,
    },
    broken: [],
    notes: [],
    approvals,
    diagnostics: [],
  };
}
