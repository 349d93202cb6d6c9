import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import { createRedisLease } from '../../src/runtime/leader/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { Store } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { collectLog } from '../support/collect-log.ts';
import type { LeaseHolderSetup } from '../support/lease-holder.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';
import { LEADER, compiled, deploy, START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';

const { redis } = await stack();
const clock = createSystemClock();
const program = fileURLToPath(new URL('../support/lease-holder.ts', import.meta.url));
const TTL = 1500;
const POLL = 100;
/** Far more than any of this needs: a busy machine is no failure. */
const PATIENCE = 60_000;

interface State {
  readonly held: boolean;
  readonly fence?: number;
  readonly reason: string;
}

async function until(met: () => boolean): Promise<void> {
  for (let left = PATIENCE; !met() && left > 0; left -= 20) await clock.sleep(20);
  expect(met()).toBe(true);
}

/** A process of its own that wants to lead. */
class Holder {
  readonly states: State[] = [];
  readonly process: ChildProcess;
  #errors = '';

  constructor(setup: LeaseHolderSetup) {
    this.process = spawn(process.execPath, ['--import', 'tsx', program], {
      env: { ...process.env, LEASE_HOLDER: JSON.stringify(setup) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.process;
    if (stdout !== null) {
      // `as` because lease-holder.ts writes these lines.
      createInterface({ input: stdout }).on('line', (line) => this.states.push(JSON.parse(line) as State));
    }
    stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
  }

  get leads(): boolean {
    return this.states.at(-1)?.held === true;
  }

  get fence(): number {
    return this.states.findLast((state) => state.fence !== undefined)?.fence ?? 0;
  }

  async until(what: string, met: () => boolean): Promise<void> {
    const end = clock.monotonic() + PATIENCE;
    while (!met()) {
      if (clock.monotonic() > end) {
        throw new Error(`${what} never came: ${JSON.stringify(this.states)} ${this.#errors}`);
      }
      await clock.sleep(10);
    }
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await gone;
  }
}

describe.skipIf(redis === undefined)('the lease on Redis', () => {
  if (redis === undefined) return;
  const holders: Holder[] = [];
  const start = (setup: LeaseHolderSetup): Holder => {
    const holder = new Holder(setup);
    holders.push(holder);
    return holder;
  };
  afterEach(async () => {
    for (const holder of holders.splice(0)) await holder.end('SIGKILL');
  });

  /** A set-up for processes, and the store they share, opened here too. */
  async function withSetup(
    work: (setup: LeaseHolderSetup, store: Store) => Promise<void>,
    address: LeaseHolderSetup['redis'] | undefined = redis,
  ): Promise<void> {
    if (address === undefined) return;
    await using folder = await tempDir();
    const storePath = join(folder.path, 'sluice.db');
    const store = createSqliteStore({ path: storePath, clock });
    await store.open(START);
    const key = `sluice-test-${randomBytes(6).toString('hex')}`;
    try {
      await work({ redis: address, key, ttlMs: TTL, pollMs: POLL, storePath }, store);
    } finally {
      for (const holder of holders) await holder.end('SIGKILL');
      await store.close();
    }
  }

  test('one of two leads; killed with -9, the other takes over, and the old fence is refused', async () => {
    await withSetup(async (setup, store) => {
      const first = start(setup);
      await first.until('the first lead', () => first.leads);
      const second = start(setup);
      await clock.sleep(2 * TTL);
      expect(second.states).toEqual([]);
      expect(first.states).toHaveLength(1);
      await first.end('SIGKILL');
      await second.until('the takeover', () => second.leads);
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(await store.currentFence(LEADER)).toBe(second.fence);
      const change = [deploy(compiled('orders'))];
      await expect(store.applyChanges(first.fence, 'r', change, START, 'x')).rejects.toMatchObject({
        code: 'STORE_FENCED',
      });
      await store.applyChanges(second.fence, 'r', change, START, 'x');
    });
  });

  test('a leader that stands still (SIGSTOP) is overtaken and knows it when it wakes', async () => {
    await withSetup(async (setup) => {
      const first = start(setup);
      await first.until('the first lead', () => first.leads);
      const second = start(setup);
      first.process.kill('SIGSTOP');
      await second.until('the takeover', () => second.leads);
      first.process.kill('SIGCONT');
      await first.until('the loss', () => !first.leads);
      await clock.sleep(TTL);
      expect(first.leads).toBe(false);
      expect(second.leads).toBe(true);
      expect(second.states).toHaveLength(1);
    });
  });

  test('hands over at once when it is told to stop', async () => {
    await withSetup(async (setup) => {
      const long = { ...setup, ttlMs: 10 * PATIENCE };
      const first = start(long);
      await first.until('the first lead', () => first.leads);
      const second = start(long);
      await first.end('SIGTERM');
      expect(first.states.at(-1)).toEqual({ held: false, reason: 'released' });
      // The lease itself would last ten times longer than this waits.
      await second.until('the takeover', () => second.leads);
    });
  });

  test('a flushed Redis neither lowers the fence nor leaves two leaders', async () => {
    await withSetup(async (setup, store) => {
      const first = start(setup);
      await first.until('the first lead', () => first.leads);
      const before = first.fence;
      const client = new Redis({ ...setup.redis, lazyConnect: true });
      await client.connect();
      await client.del(`{${setup.key}}:holder`, `{${setup.key}}:term`);
      client.disconnect();
      await first.until('a new term', () => first.leads && first.fence > before);
      expect(await store.currentFence(LEADER)).toBe(first.fence);
    });
  });

  test('stops leading while Redis is away, and says so once', async () => {
    await using services = await privateServices('redis');
    const address = services.endpoints.redis;
    if (address === undefined) throw new Error('no private Redis');
    const { log, entries } = collectLog();
    await withSetup(async ({ key }, store) => {
      const lease = createRedisLease({
        connection: address,
        key,
        leaseName: LEADER,
        holder: 'here',
        ttlMs: TTL,
        pollMs: POLL,
        clock,
        log,
        store,
      });
      const stop = new AbortController();
      const states: State[] = [];
      const done = lease.hold(stop.signal, (state) => states.push(state));
      await until(() => lease.held);
      process.kill(services.pids['redis'] ?? 0, 'SIGKILL');
      await until(() => states.length === 2);
      expect(states[1]).toMatchObject({ held: false, reason: 'not renewed in time' });
      expect(lease.held).toBe(false);
      await clock.sleep(10 * POLL);
      expect(entries.filter((entry) => entry.level === 'warn').length).toBeLessThanOrEqual(2);
      expect(entries.at(-1)?.fields).toMatchObject({ code: 'LEASE_UNREACHABLE', port: address.port });
      stop.abort();
      await done;
    }, address);
  });

  test('one who stands by says once for whom', async () => {
    await withSetup(async ({ redis: connection, key }, store) => {
      const stop = new AbortController();
      const { log, entries } = collectLog();
      const begin = (holder: string) => {
        const duty = { can: 'publish events', does: 'publishes events' };
        const lease = createRedisLease({
          connection,
          key,
          leaseName: LEADER,
          holder,
          ttlMs: TTL,
          pollMs: POLL,
          clock,
          log,
          store,
          duty,
        });
        return { lease, done: lease.hold(stop.signal, () => undefined) };
      };
      const first = begin('first');
      await until(() => first.lease.held);
      const second = begin('second');
      const standing = () => entries.filter(({ message }) => message === 'standing by: first publishes events');
      await until(() => standing().length > 0);
      await clock.sleep(5 * POLL);
      expect(standing()).toHaveLength(1);
      stop.abort();
      await Promise.all([first.done, second.done]);
    });
  });

  test('a wrong password is a clear error that does not contain it', async () => {
    await withSetup(async ({ redis: address, key }, store) => {
      const { log, entries } = collectLog();
      const connection = { ...address, password: 'wrong-secret' };
      const lease = createRedisLease({
        connection,
        key,
        leaseName: LEADER,
        holder: 'here',
        ttlMs: TTL,
        clock,
        log,
        store,
      });
      const failure: unknown = await lease
        .hold(new AbortController().signal, () => undefined)
        .catch((thrown) => thrown);
      expect(failure).toMatchObject({ code: 'LEASE_REFUSED', retryable: false });
      expect(String(failure)).toContain(`${address.host}:${address.port}`);
      expect(inspect([failure, entries], { depth: Infinity, showHidden: true })).not.toContain('wrong-secret');
      expect(inspect(failure, { depth: Infinity, showHidden: true })).toContain('WRONGPASS');
    });
  });
});
