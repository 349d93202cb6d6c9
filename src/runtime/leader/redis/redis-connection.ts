import { Redis } from 'ioredis';
import { OperatingError } from '../../errors.ts';
import type { LuaScript } from './lua-script.ts';

/** Where Redis is. The password is in no message and no log. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  /** Number of the database, 0 by default. */
  readonly database?: number;
  /** `true` verifies against the system's authorities, a text is a PEM of one. */
  readonly tls?: boolean | string;
}

/** A connection for leases only: a command is sent now or fails now, and is never sent a second time. */
export interface RedisConnection {
  /** Throws LEASE_UNREACHABLE, not retryable when Redis refuses the login. */
  run(script: LuaScript, keys: readonly string[], args: readonly (string | number)[]): Promise<number>;
  /** The text under a key. Throws as `run`. */
  read(key: string): Promise<string | undefined>;
  close(): void;
}

/** Codes with which Redis refuses a login, https://redis.io/docs/latest/commands/auth/ */
const LOGIN_REFUSED = /^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR AUTH|ERR Client sent AUTH)/;

/** Connects at the first command and again at the first one after a loss. `patienceMs` bounds each step. */
export function createRedisConnection(address: RedisAddress, patienceMs: number): RedisConnection {
  const { host, port, username, password, database, tls } = address;
  const place = `${host}:${port}`;
  let lastError: unknown;
  let connecting: Promise<void> | undefined;
  const redis = new Redis({
    host,
    port,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined || tls === false ? {} : { tls: tls === true ? {} : { ca: tls } }),
    db: database ?? 0,
    lazyConnect: true,
    // By default ioredis queues commands while it is disconnected and sends them again afterwards: an
    // acquire would then run long after whoever asked for it has given up.
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: () => null,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
  });
  redis.on('error', (error: unknown) => {
    lastError = error;
  });

  function connected(): Promise<void> {
    if (redis.status === 'ready') return Promise.resolve();
    lastError = undefined;
    connecting ??= redis.connect().finally(() => {
      connecting = undefined;
    });
    return connecting;
  }

  function failure(thrown: unknown): OperatingError {
    // After a refused login ioredis says "Connection is closed"; the reason came as an event before.
    const causes = [lastError, thrown].filter((cause) => cause instanceof Error);
    const refused = causes.some((cause) => LOGIN_REFUSED.test(cause.message));
    const details = { cause: causes[0] ?? thrown, fields: { host, port } };
    return refused
      ? new OperatingError('LEASE_UNREACHABLE', `Redis on ${place} refuses the login`, {
          ...details,
          retryable: false,
          help: 'check the user name and the password of Redis in the configuration',
        })
      : new OperatingError('LEASE_UNREACHABLE', `Redis on ${place} cannot be reached`, {
          ...details,
          retryable: true,
          help: `check that Redis runs on ${place} and that this host can reach it; nobody leads meanwhile`,
        });
  }

  return {
    async read(key) {
      try {
        await connected();
        return (await redis.get(key)) ?? undefined;
      } catch (thrown) {
        throw failure(thrown);
      }
    },
    async run(script, keys, args) {
      try {
        await connected();
        return Number(await redis.eval(script.text, keys.length, ...keys, ...args));
      } catch (thrown) {
        throw failure(thrown);
      }
    },
    close: () => redis.disconnect(),
  };
}
