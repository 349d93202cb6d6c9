import { expect, test } from 'vitest';
import { answeringServer, sendJson } from '../../../test/support/answering-server.ts';
import { createSystemClock } from '../observe/index.ts';
import { createFlinkRest, type FlinkRest } from './flink-rest.ts';

const ID = 'abababababababababababababababab';
const clock = createSystemClock();

function client(url: string, timeoutMs = 5_000): FlinkRest {
  return createFlinkRest({ url, clock, timeoutMs });
}

function detail(state: string, id = ID): object {
  return {
    jid: id,
    name: 'orders',
    state,
    'start-time': 1_700_000_000_000,
    'end-time': -1,
    vertices: [
      {
        id: 'cbc357ccb763df2852fee8c4fc7d55f2',
        name: 'Source: orders[1] -> Sink: ods_orders[2]',
        parallelism: 1,
        status: 'RUNNING',
        metrics: { 'read-bytes': 0, 'read-records': 0, 'write-bytes': 0, 'write-records': 0 },
      },
    ],
  };
}

test('an address whose port fetch does not connect to is a setting that does not go, and no broken connection', async () => {
  await expect(client('http://127.0.0.1:6000').job(ID)).rejects.toMatchObject({
    code: 'ENGINE_MISCONFIGURED',
    message: 'The address of the JobManager has a port of another protocol, to which HTTP does not connect',
  });
});

test('job gives the detail, and undefined for a job that the cluster does not know', async () => {
  await using server = await answeringServer((request, response) =>
    request.path === `/jobs/${ID}`
      ? sendJson(response, 200, detail('RUNNING'))
      : sendJson(response, 404, {
          errors: [
            `org.apache.flink.runtime.rest.handler.RestHandlerException: Job ${'0'.repeat(32)} not found\n\tat a.B`,
          ],
        }),
  );
  const rest = client(server.url);
  expect(await rest.job(ID)).toMatchObject({ id: ID, name: 'orders', state: 'RUNNING', endTime: undefined });
  expect(await rest.job('0'.repeat(32))).toBeUndefined();
});

test('a 404 of an unknown route is a refusal, not an unknown job', async () => {
  await using server = await answeringServer((request, response) =>
    sendJson(response, 404, { errors: [`Not found: ${request.path}`] }),
  );
  await expect(client(server.url).job(ID)).rejects.toMatchObject({ code: 'ENGINE_REFUSED', retryable: false });
});

test('an answer about another job is refused', async () => {
  await using server = await answeringServer((_, response) =>
    sendJson(response, 200, detail('RUNNING', '1'.repeat(32))),
  );
  await expect(client(server.url).job(ID)).rejects.toMatchObject({ code: 'ENGINE_REFUSED' });
});

test('an answer of another shape and a state of a later version are refused', async () => {
  await using server = await answeringServer((request, response) =>
    request.path === '/jobs/overview'
      ? sendJson(response, 200, { jobs: 'none' })
      : sendJson(response, 200, detail('PONDERING')),
  );
  await expect(client(server.url).jobs()).rejects.toThrow('"jobs" is not a list');
  await expect(client(server.url).job(ID)).rejects.toThrow('PONDERING');
});

test('503, 5xx without a body, a cut body, no JSON and silence are unreachable and retryable', async () => {
  await using server = await answeringServer((request, response) => {
    if (request.path === '/config') {
      sendJson(response, 503, { errors: ['Service temporarily unavailable due to an ongoing leader election.'] });
    } else if (request.path === '/overview') response.writeHead(500).end();
    else if (request.path === '/jobs/overview') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"jobs":[');
      setTimeout(() => response.destroy(), 20);
    } else if (request.path === `/jobs/${ID}`) response.writeHead(200).end('<html>sign in</html>');
    // anything else is never answered
  });
  const rest = client(server.url, 300);
  const unreachable = { code: 'ENGINE_UNREACHABLE', retryable: true };
  await expect(rest.version()).rejects.toMatchObject(unreachable);
  await expect(rest.overview()).rejects.toMatchObject(unreachable);
  await expect(rest.jobs()).rejects.toMatchObject(unreachable);
  await expect(rest.job(ID)).rejects.toMatchObject(unreachable);
  await expect(rest.accumulators(ID)).rejects.toThrow('gave no answer within 300 ms');
});

test('a port where nothing listens is unreachable and retryable', async () => {
  const server = await answeringServer(() => undefined);
  await server[Symbol.asyncDispose]();
  await expect(client(server.url).version()).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
    retryable: true,
    message: expect.stringContaining('refuses connections') as string,
  });
});

test('an unhandled fault of the server is a refusal with its last cause', async () => {
  await using server = await answeringServer((_, response) =>
    sendJson(response, 500, {
      errors: [
        'Internal server error.',
        '<Exception on server side:\njava.lang.RuntimeException: outer\n\tat a.B\nCaused by: java.io.IOException: disk\n\tat c.D\nEnd of exception on server side>',
      ],
    }),
  );
  await expect(client(server.url).overview()).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: 'GET /overview: java.io.IOException: disk',
  });
});

test('cancel reads the state again where the answer does not tell', async () => {
  let state: string | undefined = 'FINISHED';
  await using server = await answeringServer((request, response) => {
    if (request.method === 'PATCH')
      sendJson(response, state === undefined ? 404 : 409, { errors: ['Job could not be found.'] });
    else if (state === undefined) sendJson(response, 404, { errors: [`Job ${ID} not found`] });
    else sendJson(response, 200, detail(state));
  });
  expect(await client(server.url).cancel(ID)).toBe('ended');
  state = undefined;
  expect(await client(server.url).cancel(ID)).toBe('unknown');
  state = 'RUNNING';
  await expect(client(server.url).cancel(ID)).rejects.toMatchObject({ code: 'ENGINE_REFUSED' });
});

test('rootException reads both the old and the new answer', async () => {
  let body: unknown = { 'root-exception': 'a.B: old', timestamp: 1, 'all-exceptions': [], truncated: false };
  await using server = await answeringServer((_, response) => sendJson(response, 200, body));
  const rest = client(server.url);
  expect(await rest.rootException(ID)).toBe('a.B: old');
  body = {
    exceptionHistory: { entries: [{ exceptionName: 'a.B', stacktrace: 'a.B: new', timestamp: 1 }], truncated: false },
  };
  expect(await rest.rootException(ID)).toBe('a.B: new');
  body = { exceptionHistory: { entries: [], truncated: false } };
  expect(await rest.rootException(ID)).toBeUndefined();
});

test('stop: COMPLETED with a failure cause is a failure, except when the savepoint is there', async () => {
  let cause = 'a.B: x\nCaused by: java.io.IOException: no space\n\tat c.D';
  await using server = await answeringServer((request, response) =>
    request.method === 'POST'
      ? sendJson(response, 202, { 'request-id': 'f'.repeat(32) })
      : sendJson(response, 200, {
          status: { id: 'COMPLETED' },
          operation:
            cause === ''
              ? { location: 'file:/sp/savepoint-1' }
              : { 'failure-cause': { class: 'a.B', 'stack-trace': cause } },
        }),
  );
  const how = { drain: false, timeoutMs: 5_000 };
  expect(await client(server.url).stop(ID, how)).toEqual({ kind: 'failed', cause: 'java.io.IOException: no space' });
  cause =
    'x.StopWithSavepointStoppingException: A savepoint has been created at: file:/sp/savepoint-2, but the job failed';
  expect(await client(server.url).stop(ID, how)).toEqual({ kind: 'completed', location: 'file:/sp/savepoint-2' });
  cause = '';
  expect(await client(server.url).stop(ID, how)).toEqual({ kind: 'completed', location: 'file:/sp/savepoint-1' });
});

test('addresses with credentials or of another kind are refused without printing them', () => {
  expect(() => client('http://u:hidden@127.0.0.1:8081')).toThrow(/^(?!.*hidden).*credentials/);
  expect(() => client('jobmanager:8081')).toThrow('no http or https URL');
});
