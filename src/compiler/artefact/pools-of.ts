import { createHash } from 'node:crypto';
import type { Artefact, PoolFacts } from './artefact.ts';

/** A run says in 255 characters which pools it takes a slot of: of one with a name of 128, and of two datasources. */
const LONGEST_NAME = 56;

/** The pools that a run of a pipeline takes a slot of: its own, and one for each end whose datasource has a `limit`. */
export function poolsOf({ pipeline, datasources }: Pick<Artefact, 'pipeline' | 'datasources'>): readonly PoolFacts[] {
  const pools: PoolFacts[] = [];
  const { pool } = pipeline;
  if (pool !== undefined) pools.push({ name: pool.name, slots: pool.slots });
  for (const datasource of new Set(endsOf(pipeline.work))) {
    const limit = memberOf(datasources?.[datasource], 'limit');
    if (typeof limit === 'number') pools.push({ name: limitName(datasource), slots: limit, datasource });
  }
  return pools;
}

/** No pool of sluice.yaml has a name with a colon, nor has a datasource one with a tilde. */
function limitName(datasource: string): string {
  if (datasource.length <= LONGEST_NAME) return `ds:${datasource}`;
  const rest = createHash('sha256').update(datasource).digest('hex').slice(0, 12);
  return `ds:${datasource.slice(0, LONGEST_NAME - rest.length - 1)}~${rest}`;
}

function endsOf(work: Artefact['pipeline']['work']): readonly string[] {
  return ['source', 'sink'].flatMap((side) => {
    const name = memberOf(memberOf(memberOf(work, side), 'datasource'), 'name');
    return typeof name === 'string' ? [name] : [];
  });
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key]; // plain JSON
}
