import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { demoForAll } from '../../test/support/demo-for-all.ts';
import { demoServer, unreachableStore } from '../../test/support/demo-server.ts';
import { brokenSource } from '../../test/support/demo-store.ts';
import { freePort } from '../../test/support/free-port.ts';
import { publishedSchema } from '../../test/support/published-schema.ts';
import { startServer } from './index.ts';

const demo = demoForAll();
const json = { 'content-type': 'application/json' };

describe('operation', () => {
  it('answers livez, readyz and metrics, with headers that keep scripts out', async () => {
    const { server } = demo.made;
    expect((await server.inject('/livez')).statusCode).toBe(200);
    expect((await server.inject('/readyz')).statusCode).toBe(200);
    expect((await server.inject('/metrics')).body).toContain('# TYPE sluice_runs_total counter');
    expect((await server.inject('/livez')).headers['content-security-policy']).toContain("script-src 'self'");
  });

  it('tells of each part when asked for all, as JSON and as text', async () => {
    const answer = await demo.made.server.inject('/readyz?verbose');
    const validate = publishedSchema('readyz');
    validate(answer.json());
    expect([validate.errors ?? [], answer.statusCode]).toEqual([[], 200]);
    // nobody executes for the demo, which still answers
    expect(answer.json()).toMatchObject({
      status: 'degraded',
      parts: expect.arrayContaining([
        expect.objectContaining({ name: 'store', state: 'ok' }),
        expect.objectContaining({ name: 'executors', state: 'degraded' }),
      ]),
    });
    const text = await demo.made.server.inject({ url: '/readyz?verbose', headers: { accept: 'text/plain' } });
    expect(text.body).toMatch(/^\[\+\] store ok since \S+Z: sqlite answers\n(.+\n)*degraded\n$/);
    const again = (await demo.made.server.inject('/readyz?verbose')).json();
    expect(again.parts[0].since).toBe(answer.json().parts[0].since);
  });

  it('says why it is not ready when the store is gone, and stays alive', async () => {
    const port = await freePort();
    await using other = await demoServer({ history: 1, store: unreachableStore(port) });
    const all = await other.server.inject('/readyz?verbose');
    expect([all.statusCode, all.json().status]).toEqual([503, 'unready']);
    expect(all.json().parts[0]).toMatchObject({ name: 'store', state: 'failed' });
    const ready = await other.server.inject('/readyz');
    expect(ready.statusCode).toBe(503);
    expect(ready.json().error.code).toBe('STORE_UNREACHABLE');
    expect((await other.server.inject('/api/v1/runs')).statusCode).toBe(503);
    expect((await other.server.inject('/livez')).statusCode).toBe(200);
  });

  it('has no index of events to build anew without a bus, and lists all that there is', async () => {
    const { server } = demo.made;
    const answer = await server.inject({ method: 'POST', url: '/api/v1/events/rebuild', payload: {} });
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect((await server.inject('/api/v1/events?limit=1')).json()).toMatchObject({ index: null, partial: false });
  });

  it('streams what changes, and stops at once although a reader stays', async () => {
    await using other = await demoServer({ history: 1 });
    const address = await startServer(other.server, { port: 0 });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${address}/api/v1/stream`);
    if (response.body === null) throw new Error('a stream has a body');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (part: string): Promise<void> => {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended before ${part}`);
        text += value;
      }
    };
    await until('retry:');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await fetch(`${address}/api/v1/pipelines/orders-to-ods/runs`, { method: 'POST', headers: json, body: '{}' });
    await until('event: run\n');
    await until('event: pipeline\ndata: {"name":"orders-to-ods"}');
    await other.demo.store.setSourceStatus(other.demo.fence, brokenSource(Date.now()));
    await until('event: diagnostics');
    const before = performance.now();
    await other.server.close();
    expect(performance.now() - before).toBeLessThan(5_000);
    await reader.cancel().catch(() => undefined);
  });

  it('says which port is in use, and what to do', async () => {
    await using other = await demoServer({ history: 1 });
    await using another = await demoServer({ history: 1 });
    const port = await freePort();
    await startServer(other.server, { port });
    await expect(startServer(another.server, { port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  });

  /** The status for a request that names a host, and comes in on an address. */
  const asHost = async (address: string, host: string): Promise<number | undefined> => {
    const { request } = await import('node:http');
    return new Promise((resolve, reject) => {
      request(`${address}/api/v1/runs`, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  };

  it('answers on loopback to loopback names only', async () => {
    await using other = await demoServer({ history: 1 });
    const address = await startServer(other.server, { port: 0 });
    expect(await asHost(address, 'evil.example')).toBe(403);
    expect(await asHost(address, 'localhost:8470')).toBe(200);
  });

  it('answers to the names that it is given, and to no other, whichever address they come in on', async () => {
    await using other = await demoServer({ history: 1, allowedHosts: ['sluice.example.com'] });
    const local = await startServer(other.server, { port: 0, host: '0.0.0.0' });
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    const { port } = new URL(local);
    for (const address of [`http://127.0.0.1:${port}`, ...(own === undefined ? [] : [`http://${own}:${port}`])]) {
      expect(await asHost(address, 'sluice.example.com')).toBe(200);
      expect(await asHost(address, 'SLUICE.example.com:443')).toBe(200);
      expect(await asHost(address, 'evil.example')).toBe(403);
      expect(await asHost(address, 'sluice.example.com.evil.example')).toBe(403);
      expect(await asHost(address, `127.0.0.1:${port}`)).toBe(200);
    }
    // health checks and scrapers name the address
    if (own !== undefined) expect(await asHost(`http://${own}:${port}`, `${own}:${port}`)).toBe(200);
  });
});
