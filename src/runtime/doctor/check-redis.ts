import { Cluster, type Redis } from 'ioredis';
import { say } from '../../message/index.ts';
import { createClient, placeOf, redisFailure, type RedisAddress } from '../leader/index.ts';
import type { Clock } from '../ports/index.ts';
import { failed, ok, warning, type Check, type CheckResult } from './check.ts';
import { judgeClock } from './judge-clock.ts';

const PATIENCE_MS = 3_000;

/** The Redis of the lease, whichever of the three forms it has. Nothing is written to it. */
export function redisCheck(address: RedisAddress, clock: Clock): Check {
  return {
    name: 'lease',
    async run(signal) {
      const client = await createClient(address, PATIENCE_MS);
      const errors: unknown[] = [];
      client.on('error', (error: unknown) => {
        if (errors.length < 4) errors.push(error);
      });
      signal.addEventListener('abort', () => client.disconnect());
      try {
        await client.connect();
        const node = client instanceof Cluster ? (client.nodes('master')[0] ?? client) : client;
        return await lookAt(node, address, clock);
      } catch (thrown) {
        throw redisFailure(address, [...errors, thrown]);
      } finally {
        client.disconnect();
      }
    },
  };
}

async function lookAt(client: Redis | Cluster, address: RedisAddress, clock: Clock): Promise<readonly CheckResult[]> {
  const before = clock.now();
  const [seconds, micros] = await client.time();
  const after = clock.now();
  const now = Number(seconds) * 1_000 + Number(micros) / 1_000;
  await client.eval('return 1', 0);
  const info = await infoOf(client);
  return [
    ok('lease.reach', say`Redis on ${placeOf(address)} answers and runs scripts`),
    ...(info === undefined ? [] : [version(info), role(info), eviction(info)]),
    judgeClock('lease.clock', now - (before + after) / 2, after - before),
  ];
}

/** Undefined where this user may not ask for it, which a lease does without. */
async function infoOf(client: Redis | Cluster): Promise<ReadonlyMap<string, string> | undefined> {
  const text = await client.info().catch(() => undefined);
  if (text === undefined) return undefined;
  return new Map(
    text.split('\r\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
}

function version(info: ReadonlyMap<string, string>): CheckResult {
  return ok('lease.version', say`the server is Redis ${info.get('redis_version') ?? '?'}`);
}

function role(info: ReadonlyMap<string, string>): CheckResult {
  if (info.get('role') !== 'slave') return ok('lease.role', say`it takes writes`);
  return failed(
    'lease.role',
    say`it is a replica, and takes no lease`,
    say`name the master, or its Sentinels with REDIS_SENTINELS`,
  );
}

function eviction(info: ReadonlyMap<string, string>): CheckResult {
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  if (policy === 'noeviction') return ok('lease.eviction', say`it evicts nothing`);
  return warning(
    'lease.eviction',
    say`under maxmemory-policy ${policy} it may evict the lease when its memory is full, and another leads: two do not, but runs are late`,
    say`set maxmemory-policy to noeviction, or use a Redis of its own`,
  );
}
