import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { StackEndpoints } from './stack.ts';

const program = fileURLToPath(new URL('../../stack/stack.mjs', import.meta.url));

/** A session cluster for FlinkX or ChunJun. */
export interface OldFlink {
  /** The JobManager. */
  readonly rest: string;
  /** The folder of its class path, against which jobs are compiled with `javac`. */
  readonly jars: string;
  readonly javac: string;
}

/** YARN, on which session clusters of Flink 1.11 can be started. */
export interface Yarn extends Omit<OldFlink, 'rest'> {
  /** The web address of its ResourceManager. */
  readonly resourceManager: string;
  /** Starts a session cluster and returns; `-nm NAME` goes behind it. */
  readonly session: {
    readonly command: string;
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  };
}

/** Clusters that a stack has only where they are named. */
export interface OldFlinks {
  readonly 'flink-1.11': OldFlink;
  readonly 'flink-1.16': OldFlink;
  readonly yarn: Yarn;
}

/** Services of its own for one test that breaks them: `stack()` is shared and must stay whole. */
export interface PrivateServices extends AsyncDisposable {
  readonly endpoints: Partial<StackEndpoints & OldFlinks>;
  /** Process id by name (mariadb, redis, kafka, flink-jobmanager, flink-taskmanager, flink-gateway). */
  readonly pids: Readonly<Record<string, number>>;
}

/** Starts the named services anew (MariaDB 0.5 s, Redis 0.1 s, Kafka and Flink 5 s); throws when one cannot be had. */
export async function privateServices(...names: (keyof StackEndpoints | keyof OldFlinks)[]): Promise<PrivateServices> {
  const id = `private-${randomUUID()}`;
  const up = ['up', '--id', id, '--owner', String(process.pid), '--only', names.join(','), '--output', 'json'];
  const down = async () => void (await run(['down', '--id', id]));
  try {
    // Written by stack/stack.mjs of this repository.
    const state = JSON.parse(await run(up)) as {
      endpoints: Partial<StackEndpoints & OldFlinks>;
      processes: { name: string; pid: number }[];
    };
    const pids = Object.fromEntries(state.processes.map((one) => [one.name, one.pid]));
    return { endpoints: state.endpoints, pids, [Symbol.asyncDispose]: down };
  } catch (error) {
    await down();
    throw error;
  }
}

function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`stack ${args[0]}: ${errors}`))));
  });
}
