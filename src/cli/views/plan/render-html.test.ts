import { describe, expect, it } from 'vitest';
import { toPlanDocument, type PlannedChange } from '../../../compiler/index.ts';
import { say } from '../../../message/index.ts';
import { renderHtml } from './render-html.ts';

function change(index: number, size: number): PlannedChange {
  return {
    pipeline: `orders-${index}`,
    action: 'update',
    findings: [
      { reason: 'QUERY_CHANGED', meaning: 'data-affecting', consequence: say`other rows are read`, paths: [] },
    ],
    values: [{ path: '/source/query', before: 'x'.repeat(size), after: 'y', meaning: 'data-affecting' }],
    nextFires: { before: [], after: [] },
    sharedFires: [],
    firesPerDay: {},
    timeZone: 'UTC',
    runTimeValues: [],
    owners: [],
    downstream: [],
    digests: {},
  };
}

function page(count: number, size: number): string {
  const changes = Array.from({ length: count }, (_, index) => change(index, size));
  const origin = { kind: 'folder', digest: '' } as const;
  return renderHtml([
    toPlanDocument({
      project: 'shop',
      environment: 'default',
      base: origin,
      head: origin,
      now: 0,
      changes,
      unchanged: 0,
      broken: [],
      notes: [],
      diagnostics: [],
    }),
  ]);
}

const countOf = (text: string, part: string): number => text.split(part).length - 1;

describe('renderHtml', () => {
  it('has a row for each change, and details of as many as a page can bear', () => {
    const html = page(2000, 5000);
    expect(countOf(html, '<tr data-of')).toBe(2000);
    const told = countOf(html, '<details ');
    expect(told).toBeGreaterThan(500);
    expect(html.length).toBeLessThan(6_500_000);
    expect(html).toContain(`details of ${2000 - told} changes are not on this page`);
    // nothing leads to what is not there
    expect(countOf(html, '<a href="#change-')).toBe(told);
  });

  it('has all details of a plan that people read', () => {
    const html = page(200, 5000);
    expect(countOf(html, '<details ')).toBe(200);
    expect(html).not.toContain('not on this page');
  });

  it('has a row also of a change whose details alone would be too large', () => {
    const html = page(2, 6_000_000);
    expect(countOf(html, '<tr data-of')).toBe(2);
    expect(html).toContain('details of 2 changes are not on this page');
  });
});
