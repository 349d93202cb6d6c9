import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expect, test } from 'vitest';
import type { CompilationResult } from '../../src/compiler/index.ts';
import {
  createPinoLog,
  createRuntimeMetrics,
  createSystemClock,
  createSystemRandom,
  createWake,
} from '../../src/runtime/observe/index.ts';
import { createReconciler } from '../../src/runtime/reconcile/index.ts';
import { createMysqlStore } from '../../src/runtime/store/index.ts';
import { sampleArtefact, sampleCompilation } from '../support/runtime/sample-artefact.ts';
import { stack } from '../support/stack.ts';

const { mariadb } = await stack();
const scope = { project: 'shop', environment: 'default' };

test.skipIf(mariadb === undefined)(
  'an artefact that is larger than a packet of the server stalls alone, and ends no leader: the others are deployed',
  async () => {
    if (mariadb === undefined) return;
    const clock = createSystemClock();
    const random = createSystemRandom();
    const { host, port, username, password } = mariadb;
    const database = `refused_${random.hex(8)}`;
    const admin = await createConnection({ host, port, user: username, password });
    const store = createMysqlStore({ host, port, username, password, database, clock });
    try {
      await store.open(clock.now());
      const [rows] = await admin.query<RowDataPacket[]>('SELECT @@global.max_allowed_packet AS bytes');
      const tooLarge = sampleArtefact('large', { description: 'x'.repeat(Number(rows[0]?.['bytes']) + 1_000) });
      const names = Array.from({ length: 7 }, (_, index) => `p${index}`);
      let desired: CompilationResult = sampleCompilation([...names.map((name) => sampleArtefact(name)), tooLarge]);
      const reconciler = createReconciler({
        store,
        scope,
        clock,
        random,
        source: {
          kind: 'folder',
          read: async () => ({ revision: `sha256:${desired.pipelines.length}`, compilation: desired }),
          async watch() {},
        },
        lease: { held: true, fence: 1 },
        log: createPinoLog({ level: 'silent' }),
        metrics: createRuntimeMetrics(),
        wake: createWake(clock),
        deploymentsChanged: () => undefined,
      });
      const { deployed } = await reconciler.reconcile(1);
      expect(deployed.toSorted()).toEqual(names.toSorted());
      expect(await store.listConditions(scope)).toMatchObject([
        {
          pipeline: 'large',
          type: 'stalled',
          reason: 'APPLY_REFUSED',
          message: expect.stringContaining('max_allowed_packet'),
          generation: 0,
        },
      ]);
      desired = sampleCompilation([...names.map((name) => sampleArtefact(name)), sampleArtefact('large')]);
      expect(await reconciler.reconcile(1)).toMatchObject({ deployed: ['large'] });
      expect(await store.listConditions(scope)).toEqual([]);
    } finally {
      await store.close();
      await admin.query('DROP DATABASE IF EXISTS ??', [database]);
      await admin.end();
    }
  },
  60_000,
);
