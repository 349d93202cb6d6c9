import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A Redis, or a Sentinel, of one test's own. */
export interface RedisServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly process: ChildProcess;
}

export const REDIS_PASSWORD = 'of-redis';

/** Several servers that end with the test. `redis-server` is there where the stack has a Redis. */
export class RedisServers implements AsyncDisposable {
  readonly #folder: string;
  readonly #processes: ChildProcess[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts one with lines of redis.conf; with `sentinel`, of sentinel.conf. */
  async start(
    lines: readonly string[] = [],
    kind: 'server' | 'sentinel' | 'tls' = 'server',
    at?: number,
  ): Promise<RedisServer> {
    const port = at ?? (await freePort());
    const folder = join(this.#folder, String(port));
    await mkdir(folder, { recursive: true });
    const file = join(folder, 'redis.conf');
    const listening = kind === 'tls' ? ['port 0', `tls-port ${port}`] : [`port ${port}`];
    const memory = kind === 'sentinel' ? [] : ['save ""', 'appendonly no'];
    await writeFile(file, [...listening, 'bind 127.0.0.1', `dir ${folder}`, ...memory, ...lines, ''].join('\n'));
    const args = kind === 'sentinel' ? [file, '--sentinel'] : [file];
    const process = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#processes.push(process);
    await untilListening(process);
    return { host: '127.0.0.1', port, process };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of this.#processes) {
      if (process.exitCode !== null || process.signalCode !== null) continue;
      const gone = once(process, 'exit');
      process.kill('SIGKILL');
      await gone;
    }
  }
}

/** Both say so once they take connections, Sentinel with its id. */
async function untilListening(process: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    process.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/Ready to accept connections|Sentinel ID is/.test(said)) resolve();
    });
    process.once('error', reject);
    process.once('exit', () => reject(new Error(`redis-server did not start: ${said}`)));
  });
}

/** Three masters that share the slots. */
export async function startCluster(servers: RedisServers): Promise<readonly RedisServer[]> {
  const lines = ['cluster-enabled yes', 'cluster-node-timeout 1000', `requirepass ${REDIS_PASSWORD}`];
  const nodes = [await servers.start(lines), await servers.start(lines), await servers.start(lines)];
  const clients = nodes.map(({ port }) => new Redis({ port, password: REDIS_PASSWORD }));
  try {
    const shares = [0, 5461, 10_923, 16_384];
    for (const [index, client] of clients.entries()) {
      await client.call('CLUSTER', 'ADDSLOTSRANGE', shares[index] ?? 0, (shares[index + 1] ?? 0) - 1);
      for (const { port } of nodes) await client.call('CLUSTER', 'MEET', '127.0.0.1', port);
    }
    for (const client of clients) {
      while (!String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await pause();
      while (
        String(await client.call('CLUSTER', 'NODES'))
          .trim()
          .split('\n').length < nodes.length
      )
        await pause();
    }
  } finally {
    for (const client of clients) client.disconnect();
  }
  return nodes;
}

/**
 * Moves the slot of a hash tag to another node of a cluster, as `redis-cli --cluster reshard` does. `between` runs while the keys
 * have gone and the slot has not. Returns what the node that had it answered then, and afterwards.
 */
export async function moveSlot(
  nodes: readonly RedisServer[],
  tag: string,
  between: () => Promise<void>,
): Promise<{ readonly during: string; readonly after: string }> {
  const clients = nodes.map(({ port }) => new Redis({ port, password: REDIS_PASSWORD }));
  try {
    const [any] = clients;
    if (any === undefined) throw new Error('a cluster has nodes');
    const slot = Number(await any.call('CLUSTER', 'KEYSLOT', tag));
    // Three masters with a third of the slots each.
    const owner = Math.floor((slot * nodes.length) / 16_384);
    const [from, to] = [clients[owner], clients[(owner + 1) % nodes.length]];
    const target = nodes[(owner + 1) % nodes.length];
    if (from === undefined || to === undefined || target === undefined) throw new Error('a slot has a node');
    const [source, destination] = [await from.call('CLUSTER', 'MYID'), await to.call('CLUSTER', 'MYID')].map(String);
    await to.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', source ?? '');
    await from.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', destination ?? '');
    const keys = (await from.call('CLUSTER', 'GETKEYSINSLOT', slot, 100)) as string[]; // an array of names
    const migrate = ['127.0.0.1', target.port, '', 0, 5_000, 'AUTH', REDIS_PASSWORD, 'KEYS', ...keys];
    await from.call('MIGRATE', ...migrate);
    const answer = (): Promise<string> =>
      from.get(`${tag}:holder`).then(
        () => 'a value',
        (thrown: unknown) => String(thrown).match(/ASK|MOVED/)?.[0] ?? String(thrown),
      );
    const during = await answer();
    await between();
    for (const client of [to, from]) await client.call('CLUSTER', 'SETSLOT', slot, 'NODE', destination ?? '');
    return { during, after: await answer() };
  } finally {
    for (const client of clients) client.disconnect();
  }
}

/** A master, its replica and three sentinels that make the replica the master when the master is gone. */
export async function startSentinel(servers: RedisServers, sentinelPassword: string) {
  const login = [`requirepass ${REDIS_PASSWORD}`, `masterauth ${REDIS_PASSWORD}`];
  const master = await servers.start(login);
  const replica = await servers.start([...login, `replicaof 127.0.0.1 ${master.port}`]);
  const lines = [
    `requirepass ${sentinelPassword}`,
    `sentinel monitor the-lease 127.0.0.1 ${master.port} 2`,
    `sentinel auth-pass the-lease ${REDIS_PASSWORD}`,
    'sentinel down-after-milliseconds the-lease 500',
    'sentinel failover-timeout the-lease 2000',
    `sentinel sentinel-pass ${sentinelPassword}`,
  ];
  const sentinels: RedisServer[] = [];
  for (let index = 0; index < 3; index += 1) sentinels.push(await servers.start(lines, 'sentinel'));
  const client = new Redis({ port: sentinels[0]?.port ?? 0, password: sentinelPassword });
  const told = async () => String(await client.call('SENTINEL', 'MASTER', 'the-lease'));
  while (!/num-slaves,1,num-other-sentinels,2/.test(await told())) await pause();
  client.disconnect();
  return { master, replica, sentinels };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
