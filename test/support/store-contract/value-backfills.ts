import { describe, expect, test } from 'vitest';
import type { CompiledArtefact } from '../../../src/compiler/index.ts';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { deploy, key, LEADER, START, variantOf } from './fixtures.ts';

/** Which ranges of cursor values one pipeline may have at once. */
export function describeValueBackfills(open: () => Promise<Store>): void {
  describe('backfills of cursor values', () => {
    test('are several where they have no value in common, each with places of its own', async () => {
      const { store, ask } = await following(open);
      expect(await ask('one', '0..100', 3)).toMatchObject({ outcome: 'created', backfill: { from: -3, to: -1 } });
      // 9 is less than 100, and `9` is more than `100`
      expect(await ask('none', '9..12')).toMatchObject({ outcome: 'overlapping', other: { id: 'one' } });
      expect(await ask('two', '100..900', 2)).toMatchObject({ outcome: 'created', backfill: { from: -5, to: -4 } });
      expect(await ask('none', '899..901')).toMatchObject({ outcome: 'overlapping', other: { id: 'two' } });
      expect(await ask('three', '-50..0')).toMatchObject({ outcome: 'created', backfill: { from: -6, to: -6 } });

      await store.changeBackfill('one', { to: 'pause', actor: 'ann' }, START);
      expect(await ask('none', '9..12')).toMatchObject({ outcome: 'overlapping' });
      expect(await store.changeBackfill('one', { to: 'resume', actor: 'ann' }, START)).toMatchObject({
        outcome: 'changed',
      });
      await store.changeBackfill('one', { to: 'cancel', actor: 'ann' }, START);
      expect(await ask('four', '9..12')).toMatchObject({ outcome: 'created' });
    });

    test('are one where what is deployed by now does not say which values they are', async () => {
      const { ask, deployed } = await following(open);
      await ask('one', '0..100');
      const artefact = await deployed('timestamp(3)');
      expect(await ask('two', '2026-01-01..2026-01-02', 1, artefact)).toMatchObject({
        outcome: 'overlapping',
        other: { id: 'one' },
      });
    });
  });
}

async function following(open: () => Promise<Store>) {
  const store = await open();
  const deployed = async (type: string): Promise<CompiledArtefact> => {
    const artefact = variantOf('orders', { incremental: { column: 'id', type } });
    const fence = await store.nextFence(LEADER, 0);
    await store.applyChanges(fence, `of ${type}`, [deploy(artefact)], START, 'reconciler');
    return artefact;
  };
  const present = await deployed('int64');
  const ask = (id: string, range: string, total = 1, artefact = present) => {
    const [after = '', until = ''] = range.split('..');
    const wish = {
      ...key('orders'),
      id,
      from: -total,
      to: -1,
      values: { after, until },
      order: 'oldest-first',
      concurrency: 1,
      allowDuplicates: false,
      onFailure: 'stop',
      actor: 'ann',
    } as const;
    return store.createBackfill({ wish, total, artefactDigest: artefact.digest }, START);
  };
  return { store, ask, deployed };
}
