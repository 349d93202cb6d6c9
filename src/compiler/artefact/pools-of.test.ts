import { describe, expect, it } from 'vitest';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { Artefact } from './artefact.ts';
import { poolsOf } from './pools-of.ts';

const artefact = (
  ends: readonly [source: string, sink: string],
  limits: Readonly<Record<string, number>>,
  pool?: string,
): Artefact => {
  const { artefact: of } = sampleArtefact('orders', {
    ...(pool === undefined ? {} : { pool: { name: pool, slots: 3 } }),
    work: {
      source: { datasource: { name: ends[0], type: 'mysql' } },
      sink: { datasource: { name: ends[1], type: 'mysql' } },
    },
  });
  const datasources = Object.fromEntries(
    ends.map((name) => [name, name in limits ? { limit: limits[name] ?? 0 } : {}]),
  );
  return { ...of, datasources };
};

describe('poolsOf', () => {
  it('has a pool for each end whose datasource is limited, beside that of the pipeline', () => {
    expect(poolsOf(artefact(['erp', 'ods'], { erp: 4, ods: 2 }, 'nightly'))).toEqual([
      { name: 'nightly', slots: 3 },
      { name: 'ds:erp', slots: 4, datasource: 'erp' },
      { name: 'ds:ods', slots: 2, datasource: 'ods' },
    ]);
    expect(poolsOf(artefact(['erp', 'ods'], {}))).toEqual([]);
  });
  it('takes one slot where both ends are one datasource', () => {
    expect(poolsOf(artefact(['erp', 'erp'], { erp: 4 }))).toEqual([{ name: 'ds:erp', slots: 4, datasource: 'erp' }]);
  });
  it('keeps names apart, and as short as a run can say', () => {
    const [one, other] = ['a', 'b'].map((end) => `${'x'.repeat(127)}${end}`);
    const pools = poolsOf(artefact([one ?? '', other ?? ''], { [one ?? '']: 1, [other ?? '']: 1 }, 'p'.repeat(128)));
    expect(new Set(pools.map(({ name }) => name)).size).toBe(3);
    expect(pools.map(({ name }) => name).join(' ').length).toBeLessThanOrEqual(255);
  });
});
