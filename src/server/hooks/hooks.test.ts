import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO } from '../../../test/support/demo-store.ts';
import { type DemoServer, demoServer } from '../../../test/support/demo-server.ts';
import { publishedSchema } from '../../../test/support/published-schema.ts';
import { collectLog } from '../../../test/support/collect-log.ts';
import { createVirtualClock } from '../../../test/support/virtual-clock.ts';
import { createRefusalGate, MOST_REFUSALS, REFUSALS_WINDOW_MS } from './create-refusal-gate.ts';
import { isSigned } from './is-signed.ts';
import { judgePush } from './judge-push.ts';

const SECRET = 'hunter2-hunter2';
const NOW = 1_700_000_000_000;
const BODY = Buffer.from('{"ref":"refs/heads/main"}');
const sign = (...parts: (string | Buffer)[]) => {
  const made = createHmac('sha256', SECRET);
  for (const part of parts) made.update(part);
  return made;
};

describe('isSigned', () => {
  const signed = (headers: Record<string, string>, body = BODY, secret = SECRET): boolean =>
    isSigned({ headers, body }, secret, NOW);

  it('knows the signature of GitHub, by its own example', () => {
    // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const body = Buffer.from('Hello, World!');
    const headers = { 'x-hub-signature-256': signature };
    expect(signed(headers, body, "It's a Secret to Everybody")).toBe(true);
    expect(signed(headers, Buffer.from('Hello, World?'), "It's a Secret to Everybody")).toBe(false);
    expect(signed(headers, body)).toBe(false);
  });

  it('knows the signature of Standard Webhooks, by their own example, while it is new', () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,bm90IHRoaXMgb25l v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const body = Buffer.from('{"test": 2432232314}');
    expect(isSigned({ headers, body }, key, 1_614_265_330_000)).toBe(true);
    expect(isSigned({ headers, body }, key, 1_614_265_931_000)).toBe(false);
    expect(isSigned({ headers, body: BODY }, key, 1_614_265_330_000)).toBe(false);
  });

  it('knows the token of GitLab, and of Gitee the password and the signature while it is new', () => {
    expect(signed({ 'x-gitlab-token': SECRET })).toBe(true);
    expect(signed({ 'x-gitlab-token': `${SECRET}2` })).toBe(false);
    expect(signed({ 'x-gitee-token': SECRET, 'x-gitee-timestamp': String(NOW) })).toBe(true);
    const at = (moment: number, escape = (text: string) => text) => ({
      'x-gitee-token': escape(sign(`${moment}\n${SECRET}`).digest('base64')),
      'x-gitee-timestamp': String(moment),
    });
    expect(signed(at(NOW - 60_000))).toBe(true);
    expect(signed(at(NOW - 60_000, encodeURIComponent))).toBe(true);
    expect(signed(at(NOW - 3_700_000))).toBe(false);
    expect(signed({ ...at(NOW), 'x-gitee-timestamp': String(NOW + 1) })).toBe(false);
  });

  it('takes nothing that says nothing, and no other way in place of one that fails', () => {
    expect(signed({})).toBe(false);
    expect(signed({ 'x-hub-signature-256': 'sha256=', 'x-gitlab-token': SECRET })).toBe(false);
  });
});

describe('judgePush', () => {
  const place = { url: 'https://git.example.com/data/pipelines.git', ref: 'main', path: '.' };
  const push = { ref: 'refs/heads/main', repository: { clone_url: 'https://git.example.com/data/pipelines.git' } };
  const judge = (body: unknown, headers = {}, at: typeof place | undefined = place) => judgePush(headers, body, at);
  const reason = (body: unknown, headers = {}) => {
    const verdict = judge(body, headers);
    return verdict.concerns ? undefined : verdict.reason;
  };

  it('goes by repository and ref, whatever the address of the forge', () => {
    expect(reason(push, { 'x-github-event': 'push' })).toBeUndefined();
    expect(reason({ ...push, ref: 'refs/tags/main' })).toBeUndefined();
    expect(reason({ ...push, repository: { git_ssh_url: 1, html_url: 'http://10.0.0.1:8080/Data/Pipelines' } })).toBe(
      undefined,
    );
    expect(reason({ ...push, ref: 'refs/heads/other' })).toContain('refs/heads/other');
    expect(reason({ ...push, repository: { clone_url: 'https://git.example.com/data/other.git' } })).toContain('other');
    expect(reason({ ref: push.ref, project: { web_url: 'https://git.example.com/a/b' } })).toContain('/a/b');
  });

  it('goes by the default branch where none is named, and by the full name where one is', () => {
    const head = { ...place, ref: 'HEAD' };
    const repository = { ...push.repository, default_branch: 'trunk' };
    expect(judge({ ...push, repository }, {}, head).concerns).toBe(false);
    expect(judge({ ref: 'refs/heads/trunk', repository }, {}, head).concerns).toBe(true);
    expect(judge(push, {}, head).concerns).toBe(true);
    expect(judge(push, {}, { ...place, ref: 'refs/tags/main' }).concerns).toBe(false);
  });

  it('ignores trials and what is no push, and nothing for what is not said', () => {
    expect(reason(push, { 'x-github-event': 'ping' })).toContain('ping');
    expect(reason(push, { 'x-gitlab-event': 'Note Hook' })).toContain('Note Hook'.slice(0, 4));
    expect(reason(push, { 'x-gitee-event': 'Push Hook', 'x-gitee-ping': 'true' })).toContain('trial');
    for (const odd of [null, [], 'text', {}, { ref: 7, repository: null }, { repository: ['x'] }])
      expect([odd, reason(odd)]).toEqual([odd, undefined]);
    expect(judgePush({}, { ref: 'refs/heads/x' }, undefined).concerns).toBe(true);
  });
});

describe('createRefusalGate', () => {
  const made = () => {
    const clock = createVirtualClock(NOW);
    const { log, entries } = collectLog();
    const gate = createRefusalGate({ clock, log });
    return { clock, gate, counts: () => entries.map(({ fields }) => fields['refused']) };
  };

  it('logs a line a minute with how many there were, and loses none', async () => {
    const { clock, gate, counts } = made();
    for (let count = 0; count < 500; count++) gate.refused(`10.0.0.${count % 200}`);
    expect(counts()).toEqual([1]);
    await clock.advance(REFUSALS_WINDOW_MS + 1);
    expect(counts()).toEqual([1, 499]);
    await clock.advance(10 * REFUSALS_WINDOW_MS);
    gate.refused('10.0.0.1');
    expect(counts()).toEqual([1, 499, 1]);
    gate.close();
  });

  it('shuts out an address, and no other, until the minute is over or it has signed', async () => {
    const { clock, gate } = made();
    for (let count = 0; count < MOST_REFUSALS; count++) gate.refused('a');
    gate.refused('b');
    expect(['a', 'b', 'c'].map((address) => gate.isShut(address))).toEqual([true, false, false]);
    await clock.advance(REFUSALS_WINDOW_MS + 1);
    expect(gate.isShut('a')).toBe(false);
    for (let count = 1; count < MOST_REFUSALS; count++) gate.refused('b');
    gate.admitted('b');
    gate.refused('b');
    expect(gate.isShut('b')).toBe(false);
    gate.close();
  });
});

describe('POST /api/v1/hooks/git', () => {
  let made: DemoServer;
  let before: number;
  beforeAll(async () => {
    made = await demoServer({ webhookSecret: SECRET, token: 'of people' });
    const status = await made.demo.store.sourceStatus(DEMO.project, DEMO.environment);
    if (status === undefined) throw new Error('the demo has a source');
    const place = { url: 'https://host/a.git', ref: 'main', path: '.' };
    await made.demo.store.setSourceStatus(made.demo.fence, { ...status, kind: 'git', place });
  }, 120_000);
  afterAll(() => made[Symbol.asyncDispose]());
  beforeEach(async () => void (before = await made.demo.store.sourceNudges(DEMO)));

  const send = async (headers: Record<string, string>, payload: string | Buffer = BODY, server = made.server) => {
    const { statusCode, body } = await server.inject({ method: 'POST', url: '/api/v1/hooks/git', headers, payload });
    return { status: statusCode, body, nudges: (await made.demo.store.sourceNudges(DEMO)) - before };
  };
  const json = { 'content-type': 'application/json', host: 'sluice.example.com' };
  const signed = (payload: string | Buffer) => ({
    ...json,
    'x-hub-signature-256': `sha256=${sign(Buffer.from(payload)).digest('hex')}`,
  });

  it('has the leader look, and says what it ignores', async () => {
    const validate = publishedSchema('webhook');
    const answers = [
      await send({ ...signed(BODY), 'x-github-event': 'push' }),
      await send({ ...signed(BODY), 'x-github-event': 'ping' }),
      await send(signed('{"ref":"refs/heads/other"}'), '{"ref":"refs/heads/other"}'),
    ];
    expect(answers.map(({ status, nudges }) => [status, nudges])).toEqual([
      [202, 1],
      [200, 1],
      [200, 1],
    ]);
    for (const { body } of answers) {
      validate(JSON.parse(body));
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(answers[2]?.body).toContain('refs/heads/other');
  });

  it.each([
    ['a wrong signature', 401, { ...json, 'x-hub-signature-256': 'sha256=00' }, BODY],
    ['none', 401, json, BODY],
    ['the token of people in place of the secret', 401, { ...json, authorization: 'Bearer of people' }, BODY],
    ['no JSON', 400, signed('ref=main'), 'ref=main'],
    ['more than 4 MiB', 413, { ...json, 'x-hub-signature-256': 'sha256=00' }, 'x'.repeat(4 * 1024 * 1024 + 1)],
  ] as const)('takes nothing with %s', async (_what, status, headers, payload) => {
    const answer = await send(headers, payload);
    expect([answer.status, answer.nudges]).toEqual([status, 0]);
    expect(answer.body).not.toContain(SECRET);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { message: expect.any(String) } });
  });

  it('reads nothing of who has sent much that is not signed, and logs that once', async () => {
    const { log, entries } = collectLog();
    await using other = await demoServer({ history: 1, webhookSecret: SECRET, log });
    const knock = async (headers: Record<string, string>) =>
      (await other.server.inject({ method: 'POST', url: '/api/v1/hooks/git', headers, payload: BODY })).statusCode;
    const wrong = { ...json, 'x-hub-signature-256': 'sha256=00' };
    const before = Array.from({ length: MOST_REFUSALS }, (_, index) => (index % 2 === 0 ? json : wrong));
    const codes: number[] = [];
    for (const headers of [...before, wrong, json, signed(BODY)]) codes.push(await knock(headers));
    expect(codes).toEqual([...before.map(() => 401), 429, 429, 429]);
    const told = entries.filter(({ message }) => message.startsWith('webhooks were refused'));
    expect(told.map(({ fields }) => fields)).toEqual([{ refused: 1, last: '127.0.0.1' }]);
  });

  it('is not there without a secret, and says how it comes to be', async () => {
    const bare = await demoServer();
    const { status, body } = await send(signed(BODY), BODY, bare.server);
    await bare[Symbol.asyncDispose]();
    expect(status).toBe(404);
    expect(body).toContain('SLUICE_WEBHOOK_SECRET');
  });
});
