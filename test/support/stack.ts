import { readFile } from 'node:fs/promises';

/** Addresses of the real services of this test run. A service is undefined only where it could not be had. */
export interface StackEndpoints {
  /** A user with all privileges; create a database of your own and drop it after. */
  readonly mariadb: { host: string; port: number; username: string; password: string } | undefined;
  readonly redis: { host: string; port: number; password: string } | undefined;
  readonly kafka:
    | {
        brokers: string[];
        /** Brokers that ask for this login. */ login: { brokers: string[]; username: string; password: string };
      }
    | undefined;
  /** `rest`: the JobManager; `gateway`: the SQL gateway. Both as `http://127.0.0.1:PORT`. */
  readonly flink: { rest: string; gateway: string } | undefined;
}

/**
 * The services of this run, as stack-setup.ts (or tools/test.mjs) brought them up. Outside CI a service may be
 * undefined: the test skips itself. In CI (`CI=true`) a missing service is an error here.
 */
export async function stack(): Promise<StackEndpoints> {
  const file = process.env['SLUICE_TEST_STACK'];
  if (file === undefined) throw new Error('SLUICE_TEST_STACK is not set: run vitest with test/support/stack-setup.ts');
  // Written by stack/state.mjs of this repository.
  const state = JSON.parse(await readFile(file, 'utf8')) as {
    endpoints: Partial<StackEndpoints>;
    unavailable: Record<string, string>;
  };
  const reasons = Object.entries(state.unavailable).map(([name, reason]) => `${name}: ${reason}`);
  if (process.env['CI'] === 'true' && reasons.length > 0)
    throw new Error(`services are missing: ${reasons.join('; ')}`);
  const { mariadb, redis, kafka, flink } = state.endpoints;
  return { mariadb, redis, kafka, flink };
}
