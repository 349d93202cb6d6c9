import { expect, test } from 'vitest';
import { answeringServer, sendJson } from '../../test/support/answering-server.ts';
import { openOperatorApi } from './operator-api.ts';
import { LostAnswer, NoServer } from './server-answer.ts';

const RUN = { id: 'run-1', pipeline: 'orders' };

/** A server whose first answers are cut after the half of their body. */
async function cuttingServer(status: number, cuts: number) {
  let answers = 0;
  return answeringServer((_request, response) => {
    if (answers++ >= cuts) return sendJson(response, status, RUN);
    const body = JSON.stringify(RUN);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  });
}

test('an answer that is cut is asked for once more under its key', async () => {
  await using server = await cuttingServer(201, 1);
  await using api = await openOperatorApi({ server: server.url });
  expect(await api.postOnce('/runs', { again: false }, 'key-1')).toEqual(RUN);
  expect(server.seen.map(({ body }) => body)).toEqual(['{"again":false}', '{"again":false}']);
});

test('an answer that is cut is lost where something was to be done, and none where it was a look', async () => {
  await using server = await cuttingServer(200, 9);
  await using api = await openOperatorApi({ server: server.url });
  await expect(api.post('/runs', {})).rejects.toBeInstanceOf(LostAnswer);
  await expect(api.get('/runs')).rejects.toBeInstanceOf(NoServer);
});

test('a refusal whose body is no JSON says its status', async () => {
  await using server = await answeringServer((_request, response) => response.writeHead(502).end('<html>'));
  await using api = await openOperatorApi({ server: server.url });
  await expect(api.post('/runs', {})).rejects.toThrow('the server answers 502');
});

test('a signal ends the waiting for a mute server, whatever is asked', async () => {
  await using server = await answeringServer(() => undefined);
  const stop = new AbortController();
  await using api = await openOperatorApi({ server: server.url }, { signal: stop.signal });
  const asked = [api.get('/runs'), api.postOnce('/runs', {}, 'key-1')];
  await expect.poll(() => server.seen.length).toBe(2);
  stop.abort();
  const ended = await Promise.allSettled(asked);
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(server.seen).toHaveLength(2);
}, 5_000);

test('a signal ends the waits between two tries, of which the first is told', async () => {
  await using server = await answeringServer((_request, response) => sendJson(response, 503, {}));
  const stop = new AbortController();
  let repeats = 0;
  const insistence = { signal: stop.signal, onRepeat: () => repeats++, waitsMs: [1, 1, 60_000] };
  await using api = await openOperatorApi({ server: server.url }, insistence);
  const asked = expect(api.postOnce('/runs', {}, 'key-1')).rejects.toThrow();
  await expect.poll(() => server.seen.length).toBe(3);
  stop.abort();
  await asked;
  expect(repeats).toBe(1);
}, 5_000);
