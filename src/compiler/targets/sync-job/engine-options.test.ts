import { expect, test } from 'vitest';
import { collect, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import { engineOptions } from './engine-options.ts';

function sorted(options: Readonly<Record<string, unknown>>): unknown {
  return engineOptions(collect(pipelineNode('flinkx', { settings: { options } })));
}

test('settings in the engine’s own words go where the engine reads each', () => {
  const log = { isLogger: true };
  expect(sorted({ log, rebalance: true, confProp: { 'state.backend': 'rocksdb' } })).toEqual({
    setting: { log },
    speed: { rebalance: true },
    confProp: { 'state.backend': 'rocksdb' },
  });
  expect(sorted({})).toEqual({ setting: {}, speed: {}, confProp: {} });
});

test('entries of -confProp are a map or nothing', () => {
  const late = { kind: 'run-time-text', parts: [{ kind: 'parameter', name: 'properties' }] };
  for (const confProp of ['a=b', ['a'], null, late]) expect(sorted({ confProp })).toMatchObject({ confProp: {} });
});
