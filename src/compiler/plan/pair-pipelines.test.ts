import { describe, expect, it } from 'vitest';
import { canonicalJson, compileArtefact, type Artefact, type NormalisedPipeline } from '../artefact/index.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { pairPipelines } from './pair-pipelines.ts';
import type { PlanSide } from './plan-side.ts';

/** Its keys stand in another order than canonical JSON has them. */
const WORK: NormalisedPipeline['work'] = {
  source: { table: 'customers', datasource: 'erp' },
  sink: { table: 'ods_customers', datasource: 'ods' },
};

function artefact(name: string): Artefact {
  return sampleArtefact(name, { work: WORK }).artefact;
}

/** As a store or a cache gives it back. */
function stored(compiled: Artefact): Artefact {
  return JSON.parse(canonicalJson(compiled)) as Artefact;
}

function side(...artefacts: readonly Artefact[]): PlanSide {
  return {
    origin: { kind: 'folder', digest: '' },
    pipelines: new Map(artefacts.map((each) => [each.pipeline.name, compileArtefact(each)])),
    broken: new Set(),
    incomplete: false,
  };
}

const pairs = (base: PlanSide, head: PlanSide): unknown =>
  pairPipelines(base, head, new Map()).map(({ name, from }) => ({ name, from }));

describe('pairPipelines', () => {
  it('finds a new name whichever side was stored', () => {
    const moved = [{ name: 'clients', from: 'customers' }];
    const [before, after] = [artefact('customers'), artefact('clients')];
    expect(pairs(side(before), side(after))).toEqual(moved);
    expect(pairs(side(stored(before)), side(after))).toEqual(moved);
    expect(pairs(side(before), side(stored(after)))).toEqual(moved);
  });

  it('takes none for another where two do the same', () => {
    expect(pairs(side(stored(artefact('customers'))), side(artefact('a'), artefact('b')))).toEqual([
      { name: 'a', from: undefined },
      { name: 'b', from: undefined },
      { name: 'customers', from: undefined },
    ]);
  });
});
