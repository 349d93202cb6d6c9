import { expect, test } from 'vitest';
import { collect, pipelineNode } from '../../../../test/support/pipeline-node.ts';
import { engineOptions } from './engine-options.ts';

function sorted(options: Readonly<Record<string, unknown>>, engine: 'flinkx' | 'chunjun' = 'flinkx'): unknown {
  return engineOptions(collect(pipelineNode(engine, { settings: { options } })));
}

test('settings in the engine’s own words go where the engine reads each', () => {
  const log = { isLogger: true };
  const restore = { maxRowNumForCheckpoint: 5 };
  expect(sorted({ log, rebalance: true, restore, confProp: { 'state.backend': 'rocksdb' } })).toEqual({
    content: {},
    setting: { log },
    speed: { rebalance: true },
    restore,
    confProp: { 'state.backend': 'rocksdb' },
  });
  expect(sorted({})).toEqual({ content: {}, setting: {}, speed: {}, restore: {}, confProp: {} });
});

test('blocks of the content are ChunJun’s, their Java properties texts', () => {
  const nameMapping = { casing: 'UPPER' };
  const restoration = { workerNum: 3, ddl: { type: 'mysql', properties: { initialSize: 2, database: 'ddl' } } };
  expect(sorted({ nameMapping, restoration }, 'chunjun')).toMatchObject({
    content: {
      nameMapping,
      restoration: { workerNum: 3, ddl: { type: 'mysql', properties: { initialSize: '2', database: 'ddl' } } },
    },
    setting: {},
  });
  expect(sorted({ nameMapping })).toMatchObject({ content: {}, setting: {} });
});

test('entries of -confProp are a map or nothing', () => {
  const late = { kind: 'run-time-text', parts: [{ kind: 'parameter', name: 'properties' }] };
  for (const confProp of ['a=b', ['a'], null, late]) expect(sorted({ confProp })).toMatchObject({ confProp: {} });
});
