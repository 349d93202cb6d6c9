import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { type DemoServer, demoServer } from '../../../test/support/demo-server.ts';
import { publishedSchema } from '../../../test/support/published-schema.ts';
import { startServer } from '../index.ts';

const TOKEN = 'correct-horse-7';

let made: DemoServer | undefined;
afterEach(async () => made?.[Symbol.asyncDispose]());

/** An address of this machine that others reach too. */
const outside = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

async function listening(host: string, token?: string): Promise<string> {
  made = await demoServer(token === undefined ? {} : { token });
  return startServer(made.server, { host, port: 0 });
}

const ask = (address: string, path: string, authorization?: string): Promise<Response> =>
  fetch(new URL(path, address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: '{}',
  });

/** Every route that changes something. */
const routes = ({ demo }: DemoServer): readonly string[] => [
  '/api/v1/pipelines/revenue-report/runs',
  `/api/v1/runs/${demo.runs.failed}/rerun`,
  `/api/v1/runs/${demo.runs.running}/cancel`,
  '/api/v1/plans/apply',
];

describe('a server with a token', () => {
  it('changes nothing without it, and says so without naming it', async () => {
    const address = await listening('127.0.0.1', TOKEN);
    for (const path of made === undefined ? [] : routes(made))
      for (const given of [undefined, 'Bearer', 'Bearer other', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, TOKEN]) {
        const answer = await ask(address, path, given);
        expect([path, given, answer.status]).toEqual([path, given, 401]);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
        const text = await answer.text();
        expect(text).toContain('SLUICE_TOKEN');
        expect(text).not.toContain(TOKEN);
        const validate = publishedSchema('error');
        validate(JSON.parse(text));
        expect(validate.errors ?? []).toEqual([]);
      }
    expect(made?.asked).toEqual([]);
  });

  it('does what is asked with it, and shows everybody what there is', async () => {
    const address = await listening('127.0.0.1', TOKEN);
    expect((await ask(address, '/api/v1/pipelines/revenue-report/runs', `Bearer ${TOKEN}`)).status).toBe(201);
    expect(made?.asked).toEqual([expect.stringContaining('run revenue-report')]);
    expect((await fetch(new URL('/api/v1/status', address))).status).toBe(200);
  });
});

describe('a server without a token', () => {
  it('does what this machine asks', async () => {
    const address = await listening('127.0.0.1');
    expect((await ask(address, '/api/v1/pipelines/revenue-report/runs')).status).toBe(201);
  });

  it.skipIf(outside === undefined)('changes nothing where other machines reach it', async () => {
    const address = await listening(outside ?? '');
    const answer = await ask(address, '/api/v1/pipelines/revenue-report/runs', 'Bearer anything');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('set SLUICE_TOKEN');
    expect(made?.asked).toEqual([]);
    expect((await fetch(new URL('/api/v1/status', address))).status).toBe(200);
  });
});
