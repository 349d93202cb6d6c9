import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openStore, type StoreSettings } from '../../src/runtime/index.ts';
import { createPinoLog, createSystemClock } from '../../src/runtime/observe/index.ts';
import type { LeaderSetup } from '../support/leader-that-writes.ts';
import { privateServices } from '../support/private-service.ts';
import { stack } from '../support/stack.ts';

const { mariadb, redis } = await stack();
const clock = createSystemClock();
const program = fileURLToPath(new URL('../support/leader-that-writes.ts', import.meta.url));
/** Far more than any of this needs: a busy machine is no failure. */
const WAIT = { timeout: 60_000, interval: 10 };

interface Leader {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
}

describe.skipIf(mariadb === undefined || redis === undefined)(
  'a leader that is frozen between its decision and its write',
  () => {
    test('wakes, tries to write, and is refused by the store; what the next leader wrote stays', async () => {
      await using services = await privateServices('mariadb', 'redis');
      const { mariadb: database, redis: lease } = services.endpoints;
      if (database === undefined || lease === undefined) throw new Error('no private services');
      const settings: StoreSettings = { kind: 'mysql', database: 'frozen', ...database };
      const store = await openStore(settings, clock, createPinoLog({ level: 'silent' }));
      const started: Leader[] = [];
      const start = (holder: string): Leader => {
        const setup: LeaderSetup = { redis: lease, store: settings, holder, ttlMs: 1_500, thinkMs: 400 };
        const child = spawn(process.execPath, ['--import', 'tsx', program], {
          env: { ...process.env, LEADER_THAT_WRITES: JSON.stringify(setup) },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const lines: string[] = [];
        createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
        const leader = { process: child, lines };
        started.push(leader);
        return leader;
      };
      try {
        const first = start('first');
        await expect.poll(() => first.lines.some((line) => line.startsWith('wrote')), WAIT).toBe(true);
        const second = start('second');
        // It thinks for 400 ms after this line: the signal comes long before it writes.
        const decided = first.lines.length;
        await expect
          .poll(() => first.lines.slice(decided).some((line) => line.startsWith('deciding')), WAIT)
          .toBe(true);
        first.process.kill('SIGSTOP');
        const decision = first.lines.findLast((line) => line.startsWith('deciding')) ?? '';
        await expect.poll(() => second.lines.some((line) => line.startsWith('wrote')), WAIT).toBe(true);

        const frozen = first.lines.length;
        first.process.kill('SIGCONT');
        await expect.poll(() => first.lines.length, WAIT).toBeGreaterThan(frozen);
        expect(first.lines[frozen]).toBe(decision.replace('deciding', 'STORE_FENCED'));
        await clock.sleep(2_000);
        expect(first.lines.slice(frozen + 1)).toEqual([]);
        expect(await store.sourceStatus('p', 'e')).toMatchObject({ revision: 'second' });
      } finally {
        for (const { process: child } of started) {
          child.kill('SIGKILL');
          if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        }
        await store.close();
      }
    });
  },
);
