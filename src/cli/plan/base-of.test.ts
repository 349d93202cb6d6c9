import { expect, test } from 'vitest';
import { UsageError } from '../exit-code.ts';
import { openBase, type BaseFlags } from './base-of.ts';

test.each<readonly [string, BaseFlags]>([
  ['--live', { live: true }],
  ['--server', { server: 'http://127.0.0.1:1' }],
  ['--state-dir', { stateDir: 'state' }],
])('a commit and %s are two bases', async (name, flags) => {
  const refused: unknown = await openBase('.', { ...flags, base: 'HEAD' }).catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(UsageError);
  expect(refused instanceof Error && refused.message).toContain(name);
});

test('a commit alone is one, though a server is known by the environment', async () => {
  await using base = await openBase('.', { base: 'HEAD' });
  expect(base.sideFor).toBeTypeOf('function');
});
