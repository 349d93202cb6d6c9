import { join } from 'node:path';
import { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { allEvents, expectWholeChains } from '../../../test/support/store-contract/events.ts';
import { START } from '../../../test/support/store-contract/fixtures.ts';
import { liveOnce } from '../../../test/support/store-life.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { OperatingError } from '../errors.ts';
import { createSystemClock } from '../observe/index.ts';
import type { EventRecord } from '../ports/index.ts';
import { assembleStore } from './assemble-store.ts';
import type { Backend } from './backend.ts';
import type { StoreSchema } from './schema.ts';
import { createSqliteBackend } from './sqlite/sqlite-backend.ts';
import { openSqliteConnection, type SqliteConnection } from './sqlite/sqlite-connection.ts';
import { createSqliteDialect } from './sqlite/sqlite-dialect.ts';

const LOST = new OperatingError('STORE_UNREACHABLE', 'the connection was lost', { retryable: true });

/** Where the connection is lost: just before a commit takes effect, or just after, so that nobody hears of it. */
type Moment = 'never' | 'before the commit' | 'after the commit';

/** SQLite whose connection seems lost at the first commit of every transaction; the repeat goes through. */
function faultyBackend(path: string, moment: Moment): Backend {
  const sound = createSqliteBackend(path);
  const connect = (): SqliteConnection => {
    const connection = openSqliteConnection(path);
    let commits = 0;
    return {
      ...connection,
      get inTransaction() {
        return connection.inTransaction;
      },
      run(sql, parameters) {
        const fails = moment !== 'never' && sql === 'commit' && commits++ % 2 === 0;
        if (!fails) return connection.run(sql, parameters);
        if (moment === 'after the commit') connection.run(sql, parameters);
        throw LOST;
      },
    };
  };
  const db = new Kysely<StoreSchema>({ dialect: createSqliteDialect(connect) });
  return {
    ...sound,
    db,
    classify: (thrown) => (thrown === LOST ? { repeat: 'connection', error: LOST } : sound.classify(thrown)),
    async close() {
      await db.destroy();
      await sound.close();
    },
  };
}

async function liveWith(moment: Moment): Promise<{ answers: readonly unknown[]; events: readonly EventRecord[] }> {
  await using folder = await tempDir();
  const backend = faultyBackend(join(folder.path, 'a.db'), moment);
  const store = assembleStore({ backend, clock: createSystemClock() });
  await store.open(START);
  const answers = await liveOnce(store);
  const events = await allEvents(store);
  await store.close();
  return { answers, events };
}

describe('createTransactor', () => {
  test.each(['before the commit', 'after the commit'] as const)(
    'gives the same answers and the same events when the connection is lost %s',
    async (moment) => {
      const undisturbed = await liveWith('never');
      const disturbed = await liveWith(moment);
      expect(disturbed.answers).toEqual(undisturbed.answers);
      expect(disturbed.events).toEqual(undisturbed.events);
      expectWholeChains(disturbed.events);
    },
  );

  test('gives up with the reason when the connection stays lost', async () => {
    await using folder = await tempDir();
    const sound = createSqliteBackend(join(folder.path, 'a.db'));
    const waits: number[] = [];
    const clock = { sleep: async (ms: number) => void waits.push(ms) };
    const backend: Backend = {
      ...sound,
      prepare: () => Promise.reject(LOST),
      classify: () => ({ repeat: 'connection', error: LOST }),
    };
    const store = assembleStore({ backend, clock });
    await expect(store.open(START)).rejects.toBe(LOST);
    expect(waits.length).toBeGreaterThan(2);
    await store.close();
  });
});
