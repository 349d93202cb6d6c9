import { poolsOf, type Artefact, type PoolFacts } from '../compiler/index.ts';
import type { PoolUse } from './ports/index.ts';

/** A pool of a pipeline in which no slot is free. */
export interface FullPool extends PoolFacts {
  /** Runs that hold its slots. */
  readonly held: number;
}

/** Which of the pools that a pipeline's runs take slots of are full, as the store counts them. */
export function fullPools(
  artefact: Pick<Artefact, 'pipeline' | 'datasources'>,
  inUse: readonly PoolUse[],
): readonly FullPool[] {
  return poolsOf(artefact).flatMap((pool) => {
    const use = inUse.find(({ name }) => name === pool.name);
    return use !== undefined && use.held >= use.slots ? [{ ...pool, slots: use.slots, held: use.held }] : [];
  });
}
