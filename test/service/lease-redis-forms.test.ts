import { join } from 'node:path';
import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { createRedisLease, type RedisAddress } from '../../src/runtime/leader/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { OperatingErrorCode } from '../../src/runtime/errors.ts';
import type { Lease } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { collectLog } from '../support/collect-log.ts';
import { standIn } from '../support/cutting-proxy.ts';
import { makeCertificate } from '../support/make-certificate.ts';
import { REDIS_PASSWORD, RedisServers, startCluster, startSentinel } from '../support/redis-servers.ts';
import { stack } from '../support/stack.ts';
import { LEADER, START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';

const { redis } = await stack();
const clock = createSystemClock();
const TTL = 1500;
/** Far more than any of this needs: a busy machine is no failure. */
const WAIT = { timeout: 60_000, interval: 20 };

interface World {
  readonly folder: string;
  readonly servers: RedisServers;
  /** Starts to hold the lease; ends with the test. */
  hold(connection: RedisAddress, holder?: string): Held;
}

interface Held {
  readonly lease: Lease;
  /** What `hold` threw; undefined as long as it goes on. */
  readonly failure: () => unknown;
  readonly warnings: () => readonly unknown[];
}

async function withServers(work: (world: World) => Promise<void>): Promise<void> {
  await using folder = await tempDir();
  await using servers = new RedisServers(folder.path);
  const store = createSqliteStore({ path: join(folder.path, 'sluice.db'), clock });
  await store.open(START);
  const stop = new AbortController();
  const ends: Promise<void>[] = [];
  const hold = (connection: RedisAddress, holder = 'here'): Held => {
    const { log, entries } = collectLog();
    const lease = createRedisLease({
      connection,
      key: 'test',
      leaseName: LEADER,
      holder,
      ttlMs: TTL,
      pollMs: 100,
      clock,
      log,
      store,
    });
    let failure: unknown;
    const end = lease.hold(stop.signal, () => undefined);
    ends.push(end.catch((thrown: unknown) => void (failure = thrown)));
    return { lease, failure: () => failure, warnings: () => entries.filter(({ level }) => level === 'warn') };
  };
  try {
    await work({ folder: folder.path, servers, hold });
  } finally {
    stop.abort();
    await Promise.all(ends);
    await store.close();
  }
}

/** An error with its causes, and what the driver has put on them, shown or not. */
const everythingIn = (thrown: unknown): string => inspect(thrown, { depth: Infinity, showHidden: true });

async function failureOf({ failure }: Held): Promise<unknown> {
  await expect.poll(failure, WAIT).toBeDefined();
  return failure();
}

// Where the stack has a Redis there is a `redis-server`.
describe.skipIf(redis === undefined)('Redis in other forms', () => {
  test('Sentinel: the lease goes on under the master that it makes, whoever held it', async () => {
    await withServers(async ({ servers, hold }) => {
      const { master, sentinels } = await startSentinel(servers, 'of-sentinel');
      const connection: RedisAddress = {
        mode: 'sentinel',
        sentinels,
        master: 'the-lease',
        password: REDIS_PASSWORD,
        sentinelPassword: 'of-sentinel',
      };
      const one = hold(connection, 'one');
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const two = hold(connection, 'two');
      const fence = one.lease.fence ?? Number.NaN;
      master.process.kill('SIGKILL');
      sentinels[0]?.process.kill('SIGKILL');
      await expect.poll(() => Math.max(one.lease.fence ?? 0, two.lease.fence ?? 0), WAIT).toBeGreaterThan(fence);
      expect([one.lease.held, two.lease.held].filter(Boolean)).toHaveLength(1);
      expect([one.failure(), two.failure()]).toEqual([undefined, undefined]);
    });
  });

  test('a refused login is no end: the same lease is held once Redis takes the login', async () => {
    await withServers(async ({ folder, servers }) => {
      const { host, port } = await servers.start([`requirepass ${REDIS_PASSWORD}`]);
      const store = createSqliteStore({ path: join(folder, 'other.db'), clock });
      await store.open(START);
      const stop = new AbortController();
      const connection: RedisAddress = { host, port, password: 'to-be' };
      const { log } = collectLog();
      const lease = createRedisLease({
        connection,
        key: 'test',
        leaseName: LEADER,
        holder: 'here',
        ttlMs: TTL,
        pollMs: 100,
        clock,
        log,
        store,
      });
      await expect(lease.hold(stop.signal, () => undefined)).rejects.toMatchObject({ retryable: false });
      const admin = new Redis({ host, port, password: REDIS_PASSWORD });
      await admin.config('SET', 'requirepass', 'to-be');
      admin.disconnect();
      const end = lease.hold(stop.signal, () => undefined);
      await expect.poll(() => lease.held, WAIT).toBe(true);
      stop.abort();
      await end;
      await store.close();
    });
  });

  test('Sentinel: its own password and the name of the master are told apart from those of Redis', async () => {
    await withServers(async ({ servers, hold }) => {
      const { sentinels } = await startSentinel(servers, 'of-sentinel');
      const connection = { mode: 'sentinel', sentinels, master: 'the-lease', password: REDIS_PASSWORD } as const;
      expect(await failureOf(hold(connection))).toMatchObject({
        code: 'LEASE_REFUSED',
        retryable: false,
        help: expect.stringContaining('REDIS_SENTINEL_PASSWORD'),
      });
      const unknown = { ...connection, master: 'another', sentinelPassword: 'of-sentinel' };
      expect(await failureOf(hold(unknown))).toMatchObject({
        message: expect.stringContaining('there is no another of Sentinel'),
        help: expect.stringContaining('REDIS_SENTINEL_MASTER'),
      });
      const refused = await failureOf(
        hold({ ...connection, sentinelPassword: 'of-sentinel', password: 'wrong-secret' }),
      );
      expect(refused).toMatchObject({ message: expect.stringContaining('Redis on the-lease'), retryable: false });
      expect(everythingIn(refused)).not.toContain('wrong-secret');
    });
  });

  test('Cluster: any node that lives leads to the lease; both keys are in one slot', async () => {
    await withServers(async ({ servers, hold }) => {
      const nodes = await startCluster(servers);
      const gone = await servers.start();
      gone.process.kill('SIGKILL');
      const one = hold({ mode: 'cluster', nodes: [gone, ...nodes.slice(1)], password: REDIS_PASSWORD }, 'one');
      await expect.poll(() => one.lease.held, WAIT).toBe(true);
      const fence = one.lease.fence;
      const two = hold({ mode: 'cluster', nodes: nodes.slice(0, 1), password: REDIS_PASSWORD }, 'two');
      await clock.sleep(2 * TTL);
      expect([one.lease.fence, two.lease.held]).toEqual([fence, false]);
      const refused = await failureOf(hold({ mode: 'cluster', nodes, password: 'wrong-secret' }));
      expect(refused).toMatchObject({ code: 'LEASE_REFUSED', retryable: false });
      expect(everythingIn(refused)).not.toContain('wrong-secret');
      const alone = await servers.start();
      expect(await failureOf(hold({ mode: 'cluster', nodes: [alone] }))).toMatchObject({
        message: expect.stringContaining('is no cluster'),
        help: expect.stringContaining('REDIS_HOST'),
      });
    });
  });

  test('TLS: by the authority and the name in the certificate, else it says what does not fit', async () => {
    await withServers(async ({ folder, servers, hold }) => {
      const { cert, key, ca } = await makeCertificate(folder, 'redis.example');
      const files = [`tls-cert-file ${cert}`, `tls-key-file ${key}`, `tls-ca-cert-file ${ca}`];
      const { host, port } = await servers.start(
        [...files, 'tls-auth-clients no', `user sluice on >${REDIS_PASSWORD} ~* +@all`],
        'tls',
      );
      const login = { host, port, username: 'sluice', password: REDIS_PASSWORD, database: 3 };
      const fits = hold({ ...login, tls: { caFile: ca, serverName: 'redis.example' } });
      await expect.poll(() => fits.lease.held, WAIT).toBe(true);

      const wrong: readonly [RedisAddress, RegExp, OperatingErrorCode?][] = [
        [{ ...login, tls: { serverName: 'redis.example' } }, /certificate .* is not trusted \(SELF_SIGNED|UNABLE_TO/],
        [{ ...login, tls: { caFile: ca } }, /is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID/],
        [
          { ...login, tls: { caFile: join(folder, 'nowhere.pem') } },
          /cannot be read from .*nowhere\.pem/,
          'AUTHORITIES_UNREADABLE',
        ],
        [{ ...login, username: 'nobody', tls: { caFile: ca, serverName: 'redis.example' } }, /refuses the login/],
      ];
      for (const [connection, message, code = 'LEASE_REFUSED'] of wrong) {
        const failure = await failureOf(hold(connection, 'another'));
        expect(failure).toMatchObject({
          code,
          retryable: false,
          message: expect.stringMatching(message),
        });
      }
      const plain = hold({ ...(await servers.start()), tls: { caFile: ca } });
      await expect
        .poll(plain.warnings, WAIT)
        .toMatchObject([{ fields: { help: expect.stringContaining('and speaks TLS there') } }]);
    });
  });

  test('a server that takes the connection and never answers is given up in time, and tried again', async () => {
    await withServers(async ({ hold }) => {
      let connections = 0;
      await using silent = await standIn(() => (connections += 1));
      const { lease, warnings, failure } = hold({ host: '127.0.0.1', port: silent.port });
      await expect.poll(() => connections, WAIT).toBeGreaterThan(2);
      expect(warnings()).toHaveLength(1);
      expect([lease.held, failure()]).toEqual([false, undefined]);
    });
  });
});
