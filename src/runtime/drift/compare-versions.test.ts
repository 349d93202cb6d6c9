import { expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';

const made = (pipeline: string, engine: string, version?: string) => ({ pipeline, engine, version });

test('a patch release is the same version; another one is told once for each engine', () => {
  const deployed = [
    made('clicks', 'stream', '1.20'),
    made('orders', 'old', '1.16'),
    made('payments', 'old', '1.16'),
    made('refunds', 'older', '1.16.2'),
  ];
  expect(compareVersions('1.20.3', deployed)).toEqual([
    {
      reason: 'ENGINE_VERSION_DIFFERS',
      pipeline: 'orders',
      engine: 'old',
      recorded: '1.16',
      found: '1.20.3',
      pipelines: 2,
    },
    {
      reason: 'ENGINE_VERSION_DIFFERS',
      pipeline: 'refunds',
      engine: 'older',
      recorded: '1.16.2',
      found: '1.20.3',
      pipelines: 1,
    },
  ]);
});

test('nothing is said of engines that report no version, or were asked for none', () => {
  expect(compareVersions(undefined, [made('orders', 'batch', '1.11')])).toEqual([]);
  expect(compareVersions('1.20.3', [made('orders', 'batch')])).toEqual([]);
});
