import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createPinoLog, createSystemClock } from './observe/index.ts';
import { openStore } from './open-store.ts';

/** A port of the loopback interface that nothing listens on. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 1;
}

describe('openStore', () => {
  it('says at once that the store cannot be reached, or after having waited for it, and why on the way', async () => {
    const lines: string[] = [];
    const log = createPinoLog({ level: 'info', human: true, write: (line) => lines.push(line) });
    const settings = {
      kind: 'mysql',
      host: '127.0.0.1',
      port: await deadPort(),
      database: 'sluice',
      username: 'sluice',
      password: 'hunter2-secret',
    } as const;
    const unreachable = { code: 'STORE_UNREACHABLE', retryable: true };
    await expect(openStore(settings, createSystemClock(), log)).rejects.toMatchObject(unreachable);
    expect(lines).toEqual([]);
    await expect(openStore(settings, createSystemClock(), log, 5_000)).rejects.toMatchObject(unreachable);
    expect(lines.length).toBeGreaterThanOrEqual(1);
    expect(lines.join('')).toContain('STORE_UNREACHABLE');
    expect(lines.join('')).not.toContain('hunter2');
  });
});
