import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { demoServer, unreachableStore } from '../../test/support/demo-server.ts';
import { freePort } from '../../test/support/free-port.ts';
import { createPinoLog } from '../runtime/index.ts';
import { startServer } from './index.ts';

describe('a server whose store', () => {
  it('is gone tells the log why a request failed', async () => {
    const lines: string[] = [];
    const log = createPinoLog({ level: 'info', human: false, write: (line) => lines.push(line) });
    await using other = await demoServer({ history: 1, store: unreachableStore(await freePort()), log });
    expect((await other.server.inject('/api/v1/runs')).statusCode).toBe(503);
    const record: unknown = JSON.parse(lines.find((line) => line.includes('a request failed')) ?? '{}');
    expect(record).toMatchObject({ code: 'STORE_UNREACHABLE', error: expect.stringContaining('cannot be reached') });
  });

  it('does not answer stops at once, although a reader of the stream waits', async () => {
    await using frozen = await silentPort();
    const other = await demoServer({ history: 1, store: unreachableStore(frozen.port) });
    const address = await startServer(other.server, { port: 0 });
    const response = await fetch(`${address}/api/v1/stream`);
    await frozen.asked;
    const before = performance.now();
    await other.server.close();
    // A single try to connect takes ten seconds, and there are six.
    expect(performance.now() - before).toBeLessThan(8_000);
    await response.body?.cancel().catch(() => undefined);
    await other[Symbol.asyncDispose]();
  });
});

/** Takes connections and never says a word, as a server that was stopped by a signal. */
async function silentPort() {
  const sockets = new Set<Socket>();
  let heard: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    heard?.();
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    port,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
