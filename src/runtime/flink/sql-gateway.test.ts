import { expect, test } from 'vitest';
import { answeringServer, sendJson, type SeenRequest } from '../../../test/support/answering-server.ts';
import { createSystemClock } from '../observe/index.ts';
import { createSqlGateway } from './sql-gateway.ts';

const clock = createSystemClock();
type Answers = Readonly<Record<string, (request: SeenRequest) => readonly [status: number, body: unknown]>>;

const USUAL: Answers = {
  'GET /api_versions': () => [200, { versions: ['V1', 'V2', 'V3'] }],
  'POST /v3/sessions': () => [200, { sessionHandle: 's1' }],
  'DELETE /v3/sessions/s1': () => [200, { status: 'CLOSED' }],
  'POST /v3/sessions/s1/statements': () => [200, { operationHandle: 'o1' }],
  'GET /v3/sessions/s1/operations/o1/status': () => [200, { status: 'FINISHED' }],
  'DELETE /v3/sessions/s1/operations/o1/close': () => [200, { status: 'CLOSED' }],
};

function gatewayServer(answers: Answers): ReturnType<typeof answeringServer> {
  return answeringServer((request, response) => {
    const known = answers[`${request.method} ${request.path}`];
    const [status, body] = known?.(request) ?? [404, { errors: [`Not found: ${request.path}`] }];
    sendJson(response, status, body);
  });
}

test('run follows NOT_READY and result tokens, and gives the job id', async () => {
  let polls = 0;
  await using server = await gatewayServer({
    ...USUAL,
    'GET /v3/sessions/s1/operations/o1/status': () => [200, { status: polls++ < 2 ? 'RUNNING' : 'FINISHED' }],
    'GET /v3/sessions/s1/operations/o1/result/0?rowFormat=JSON': () => [
      200,
      {
        resultType: 'PAYLOAD',
        jobID: 'ab'.repeat(16),
        results: { columns: [{ name: 'job id' }], data: [{ kind: 'INSERT', fields: ['ab'.repeat(16)] }] },
        nextResultUri: '/v3/sessions/s1/operations/o1/result/1?rowFormat=JSON',
      },
    ],
    'GET /v3/sessions/s1/operations/o1/result/1?rowFormat=JSON': () => [
      200,
      { resultType: 'EOS', results: { columns: [{ name: 'job id' }], data: [] } },
    ],
  });
  const session = await createSqlGateway({ url: server.url, clock }).openSession('n', { 'pipeline.name': 'n' });
  expect(await session.run('INSERT INTO a SELECT * FROM b', 10_000, { k: 'v' })).toEqual({
    columns: ['job id'],
    rows: [['ab'.repeat(16)]],
    jobId: 'ab'.repeat(16),
  });
  await session.close();
  expect(server.seen.map((request) => `${request.method} ${request.path}`)).toContain(
    'DELETE /v3/sessions/s1/operations/o1/close',
  );
  expect(server.seen.find((request) => request.path === '/v3/sessions/s1/statements')?.body).toBe(
    '{"statement":"INSERT INTO a SELECT * FROM b","executionConfig":{"k":"v"}}',
  );
  expect(server.seen.find((request) => request.path === '/v3/sessions')?.body).toBe(
    '{"sessionName":"n","properties":{"pipeline.name":"n"}}',
  );
});

test('gateway v1 has the job id only as a row', async () => {
  await using server = await gatewayServer({
    'GET /api_versions': () => [200, { versions: ['V1'] }],
    'POST /v1/sessions': () => [200, { sessionHandle: 's1' }],
    'POST /v1/sessions/s1/statements': () => [200, { operationHandle: 'o1' }],
    'GET /v1/sessions/s1/operations/o1/status': () => [200, { status: 'FINISHED' }],
    'GET /v1/sessions/s1/operations/o1/result/0?rowFormat=JSON': () => [
      200,
      {
        resultType: 'EOS',
        results: { columns: [{ name: 'job id' }], data: [{ kind: 'INSERT', fields: ['cd'.repeat(16)] }] },
      },
    ],
  });
  const session = await createSqlGateway({ url: server.url, clock }).openSession('n', {});
  expect((await session.run('INSERT …', 5_000)).jobId).toBe('cd'.repeat(16));
});

test('a failed statement is a refusal with the last cause', async () => {
  await using server = await gatewayServer({
    ...USUAL,
    'GET /v3/sessions/s1/operations/o1/status': () => [200, { status: 'ERROR' }],
    'GET /v3/sessions/s1/operations/o1/result/0?rowFormat=JSON': () => [
      500,
      {
        errors: [
          'Internal server error.',
          "<Exception on server side:\na.B: x\nCaused by: c.D: Object 'nosuch' not found\n\tat e.F\n>",
        ],
      },
    ],
  });
  const session = await createSqlGateway({ url: server.url, clock }).openSession('n', {});
  await expect(session.run('INSERT INTO nosuch SELECT 1', 5_000)).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    retryable: false,
    message: "The SQL gateway: c.D: Object 'nosuch' not found",
  });
});

test('a gateway that lost the session, or does not reach the cluster, is unreachable and retryable', async () => {
  let lost = true;
  await using server = await gatewayServer({
    ...USUAL,
    'GET /v3/sessions/s1/operations/o1/status': () =>
      lost
        ? [
            500,
            {
              errors: [
                'Internal server error.',
                "<Exception on server side:\na.B: Session 's1' does not exist.\n\tat c.D\n>",
              ],
            },
          ]
        : [200, { status: 'ERROR' }],
    'GET /v3/sessions/s1/operations/o1/result/0?rowFormat=JSON': () => [
      500,
      {
        errors: [
          'Internal server error.',
          '<Exception on server side:\na.B: x\nCaused by: java.net.ConnectException: Connection refused\n\tat e.F\n>',
        ],
      },
    ],
  });
  const session = await createSqlGateway({ url: server.url, clock }).openSession('n', {});
  await expect(session.run('SELECT 1', 5_000)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
  lost = false;
  await expect(session.run('SELECT 1', 5_000)).rejects.toThrow('does not reach the cluster');
});

test('a statement that never ends is given up, and its operation closed', async () => {
  await using server = await gatewayServer({
    ...USUAL,
    'GET /v3/sessions/s1/operations/o1/status': () => [200, { status: 'RUNNING' }],
  });
  const session = await createSqlGateway({ url: server.url, clock }).openSession('n', {});
  await expect(session.run('SELECT 1', 100)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
  expect(server.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/v3/sessions/s1/operations/o1/close' });
});

test('a server that is no gateway is told apart', async () => {
  await using server = await gatewayServer({ 'GET /api_versions': () => [200, { versions: ['V9'] }] });
  await expect(createSqlGateway({ url: server.url, clock }).openSession('n', {})).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    help: expect.stringContaining('not to the JobManager') as string,
  });
});

test('closing a session that is gone is no error', async () => {
  await using server = await gatewayServer({
    ...USUAL,
    'DELETE /v3/sessions/s1': () => [404, { errors: ['Session does not exist'] }],
  });
  const session = await createSqlGateway({ url: server.url, clock }).openSession('n', {});
  await session.close();
});
