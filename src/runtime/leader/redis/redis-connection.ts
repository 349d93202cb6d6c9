import { OperatingError } from '../../errors.ts';
import type { Clock } from '../../ports/index.ts';
import { createClient, type RedisClient } from './create-client.ts';
import type { LuaScript } from './lua-script.ts';
import { hostsOf, type RedisAddress } from './redis-address.ts';
import { redisFailure } from './redis-failure.ts';

/** A connection for leases only: a command is sent now or fails now, and is never sent a second time. */
export interface RedisConnection {
  /** Throws LEASE_UNREACHABLE; where waiting mends nothing, as a login or a certificate, LEASE_REFUSED or AUTHORITIES_UNREADABLE. */
  run(script: LuaScript, keys: readonly string[], args: readonly (string | number)[]): Promise<number>;
  /** The text under a key. Throws as `run`. */
  read(key: string): Promise<string | undefined>;
  /** Whoever asks after that connects anew. */
  close(): void;
}

/** A client and what it told of its troubles. */
interface Attempt {
  readonly client: RedisClient;
  readonly connected: Promise<void>;
  readonly errors: unknown[];
}

/**
 * Connects at the first command, and anew after any failure: the next client asks Sentinel or the cluster again who is
 * the master, and a connection that only looks alive is not kept. `patienceMs` bounds each step, and each of several hosts.
 */
export function createRedisConnection(address: RedisAddress, patienceMs: number, clock: Clock): RedisConnection {
  const callMs = patienceMs * (1 + hostsOf(address).length);
  let current: Promise<Attempt> | undefined;

  async function begin(): Promise<Attempt> {
    const client = await createClient(address, patienceMs);
    const errors: unknown[] = [];
    client.on('error', (error: unknown) => {
      // The first ones say what is wrong; a server that flaps is no reason to grow.
      if (errors.length < 4) errors.push(error);
    });
    const connected = client.connect();
    connected.catch(() => undefined);
    return { client, connected, errors };
  }

  async function ask<T>(command: (client: RedisClient) => Promise<T>): Promise<T> {
    current ??= begin();
    const attempt = current;
    let begun: Attempt | undefined;
    try {
      return await inTime(
        attempt.then(async (it) => {
          begun = it;
          await it.connected;
          return command(it.client);
        }),
        () => begun?.errors ?? [],
      );
    } catch (thrown) {
      if (current === attempt) current = undefined;
      attempt.then(({ client }) => client.disconnect()).catch(() => undefined);
      if (thrown instanceof OperatingError) throw thrown;
      throw redisFailure(address, [...(begun?.errors ?? []), thrown]);
    }
  }

  /** A server that takes the connection and says nothing is bounded here: the time limits of the driver each see one step. */
  async function inTime<T>(answer: Promise<T>, known: () => readonly unknown[]): Promise<T> {
    const over = new AbortController();
    const late = clock.sleep(callMs, over.signal).then(() => {
      throw redisFailure(address, known());
    });
    late.catch(() => undefined);
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, late]);
    } finally {
      over.abort();
    }
  }

  return {
    read: (key) => ask(async (client) => (await client.get(key)) ?? undefined),
    run: (script, keys, args) =>
      ask(async (client) => Number(await client.eval(script.text, keys.length, ...keys, ...args))),
    close() {
      const last = current;
      current = undefined;
      last?.then(({ client }) => client.disconnect()).catch(() => undefined);
    },
  };
}
