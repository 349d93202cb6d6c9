import { describe, expect, it } from 'vitest';
import {
  anyServer,
  dingtalkServer,
  feishuServer,
  ROBOT_TOKEN,
  slackServer,
  wecomServer,
} from '../../../test/support/robot-servers.ts';
import { wordsOf } from '../../message/index.ts';
import type { AlertMessage } from '../ports/index.ts';
import type { SendOutcome } from './channel-protocol.ts';
import { PROTOCOLS, type ChannelType } from './protocols/index.ts';
import type { ResolvedChannel } from './resolve-channel.ts';
import { sendMessage } from './send-message.ts';

const NOW = Date.UTC(2026, 10, 28, 1);
const SECRET = 'SEC+sign/ing=key';
const clock = { now: () => NOW };
const MESSAGE: AlertMessage = {
  key: 'shop/prod/orders-to-ods:RUN_FAILED',
  status: 'firing',
  title: '任务失败：orders-to-ods',
  lines: ['计划时间 2026-11-28T09:00:00+08:00', 'ROWS_REFUSED: 3 rows & <@all> "refused"'],
  labels: { pipeline: 'orders-to-ods', reason: 'RUN_FAILED' },
  startedAt: NOW - 60_000,
};
const LONG: AlertMessage = { ...MESSAGE, lines: Array.from({ length: 3_000 }, () => '第一行 "失败"🔥') };
const SENT: SendOutcome = { kind: 'sent' };

const send = (channel: ResolvedChannel, message = MESSAGE, timeoutMs = 5_000): Promise<SendOutcome> =>
  sendMessage(channel, message, { clock, timeoutMs });

/** What an outcome tells, and that no secret is in it. */
function told(outcome: SendOutcome): string {
  const text = outcome.kind === 'failed' ? wordsOf(outcome.why) : outcome.kind;
  for (const secret of [ROBOT_TOKEN, SECRET]) expect(JSON.stringify(outcome) + text).not.toContain(secret);
  return outcome.kind === 'failed' ? `${text}${outcome.retryable ? ' (again)' : ''}` : text;
}

describe('DingTalk', () => {
  it('is signed, also with signs in the secret that a query escapes', async () => {
    await using server = await dingtalkServer(SECRET, clock.now);
    const channel = { type: 'dingtalk', url: server.url } as const;
    expect(await send({ ...channel, secret: SECRET })).toEqual(SENT);
    expect(server.shown).toEqual([[MESSAGE.title, ...MESSAGE.lines].join('\n')]);
    const refused =
      'its security settings refuse the message (code 310000): look at keyword, signature and address list';
    expect(told(await send({ ...channel, secret: 'another' }))).toBe(refused);
    expect(told(await send(channel))).toBe(refused);
  });

  it('takes the longest message, and the 21st of a minute keeps silence for ten', async () => {
    await using server = await dingtalkServer(undefined, clock.now);
    for (let sent = 0; sent < 20; sent++) expect(await send({ type: 'dingtalk', url: server.url }, LONG)).toEqual(SENT);
    expect(await send({ type: 'dingtalk', url: server.url })).toEqual({ kind: 'limited', retryAfterMs: 600_000 });
    expect(server.shown[0]).toMatch(/ bytes cut\)$/);
  });

  it('says which code refuses it, and not the words, in which the address is', async () => {
    await using server = await dingtalkServer(undefined, clock.now);
    const url = server.url.replace('access_token', 'access');
    expect(told(await send({ type: 'dingtalk', url }))).toBe('it refuses the message (code 300005)');
  });
});

describe('WeCom', () => {
  it('takes 2,048 bytes of text, 20 times a minute', async () => {
    await using server = await wecomServer();
    const channel = { type: 'wecom', url: server.url } as const;
    for (let sent = 0; sent < 20; sent++) expect(await send(channel, sent === 0 ? LONG : MESSAGE)).toEqual(SENT);
    expect(Buffer.byteLength(server.shown[0] ?? '')).toBeGreaterThan(2_030);
    expect(server.shown[1]).toContain('<@all>');
    expect(await send(channel)).toEqual({ kind: 'limited', retryAfterMs: 60_000 });
    expect(told(await send({ ...channel, url: server.url.replace('key=', 'k=') }))).toMatch(/^its security settings/);
  });
});

describe('Feishu', () => {
  it('is signed in its body, takes 20 kB, and five a second', async () => {
    await using server = await feishuServer(SECRET, clock.now);
    const channel = { type: 'feishu', url: server.url, secret: SECRET } as const;
    for (let sent = 0; sent < 5; sent++) expect(await send(channel, sent === 0 ? LONG : MESSAGE)).toEqual(SENT);
    expect(server.shown[1]).toBe([MESSAGE.title, ...MESSAGE.lines].join('\n'));
    expect(await send(channel)).toEqual({ kind: 'limited', retryAfterMs: 60_000 });
    expect(told(await send({ ...channel, secret: 'another' }))).toMatch(/^its security settings .*19021/);
  });
});

describe('Slack', () => {
  it('mentions nobody by a text, and waits for as long as it is told to', async () => {
    await using server = await slackServer();
    const channel = { type: 'slack', url: server.url } as const;
    expect(await send(channel)).toEqual(SENT);
    expect(server.shown[0]).toContain('3 rows &amp; &lt;@all&gt; "refused"');
    expect(await send(channel)).toEqual({ kind: 'limited', retryAfterMs: 30_000 });
    expect(told(await send({ ...channel, url: `${server.url}x` }))).toBe('it answered HTTP 404');
  });
});

describe('webhook', () => {
  it('gets what Alertmanager sends, with the secret as a bearer token', async () => {
    let authorization: string | undefined;
    await using server = await anyServer((_request, response, raw) => {
      authorization = raw.headers.authorization;
      response.writeHead(204).end();
    });
    const channel = { type: 'webhook', url: server.robotUrl, secret: SECRET } as const;
    expect(await send(channel)).toEqual(SENT);
    expect(await send(channel, { ...MESSAGE, status: 'resolved', endedAt: NOW })).toEqual(SENT);
    expect(authorization).toBe(`Bearer ${SECRET}`);
    const [firing, resolved] = server.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(firing).toMatchObject({
      version: '4',
      groupKey: MESSAGE.key,
      status: 'firing',
      commonLabels: { alertname: 'sluice', ...MESSAGE.labels },
      alerts: [
        {
          status: 'firing',
          annotations: { summary: MESSAGE.title },
          startsAt: '2026-11-28T00:59:00.000Z',
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: MESSAGE.key,
        },
      ],
    });
    expect(resolved).toMatchObject({ groupKey: MESSAGE.key, alerts: [{ endsAt: '2026-11-28T01:00:00.000Z' }] });
  });
});

describe('every channel', () => {
  const types = Object.keys(PROTOCOLS) as ChannelType[]; // the keys of a record of them
  const coded = new Set<ChannelType>(['dingtalk', 'wecom', 'feishu']);

  it.each(types)('%s: an error, a redirect and a limit of HTTP are told by their status', async (type) => {
    let followed = 0;
    await using server = await anyServer(({ path }, response) => {
      const status = Number(/\d+$/.exec(path)?.[0]);
      if (path.includes('elsewhere')) followed++;
      const later = new Date(NOW + 90_000).toUTCString();
      response
        .writeHead(status, { location: '/elsewhere?200', ...(status === 429 ? { 'retry-after': later } : {}) })
        .end();
    });
    const at = (status: number): ResolvedChannel => ({ type, url: `${server.robotUrl}&status=${status}` });
    expect(told(await send(at(500)))).toBe('it answered HTTP 500 (again)');
    expect(told(await send(at(403)))).toBe('it answered HTTP 403');
    expect(told(await send(at(307)))).toBe('it answered HTTP 307: redirects are not followed');
    expect(followed).toBe(0);
    expect(await send(at(429))).toEqual({ kind: 'limited', retryAfterMs: 90_000 });
  });

  it.each(types)('%s: a page of a proxy is no success, except for a webhook', async (type) => {
    await using server = await anyServer((_request, response) => response.writeHead(200).end('<html>sign in</html>'));
    const outcome = await send({ type, url: server.robotUrl });
    if (type === 'webhook') expect(outcome).toEqual(SENT);
    else expect(told(outcome)).toBe('it answered HTTP 200 with something that is no answer of it (again)');
  });

  it.each(types)('%s: an answer without end is read no further than any answer goes', async (type) => {
    await using server = await anyServer((_request, response) => {
      const begin = coded.has(type) ? '{"errmsg":"' : 'ok ';
      response.writeHead(200).write(begin + 'x'.repeat(200_000));
    });
    const outcome = await send({ type, url: server.robotUrl });
    expect(outcome.kind).toBe(type === 'webhook' ? 'sent' : 'failed');
  });

  it.each(types)(
    '%s: a server that is mute, gone or unknown is tried again, and its address not told',
    async (type) => {
      await using mute = await anyServer(() => undefined);
      await using cut = await anyServer((_request, response) => response.destroy());
      expect(told(await send({ type, url: mute.robotUrl }, MESSAGE, 60))).toBe(
        'it gave no answer within 60 ms (again)',
      );
      expect(told(await send({ type, url: cut.robotUrl }))).toMatch(/^the connection broke.*\(again\)$/);
      const url = `http://127.0.0.1:1/hook?token=${ROBOT_TOKEN}`;
      expect(told(await send({ type, url }))).toMatch(/\(again\)$/);
    },
  );

  it.each(['ftp://host/x', 'no address', `http://user:${ROBOT_TOKEN}@127.0.0.1/`])(
    'refuses the address %s',
    async (url) => {
      expect(told(await send({ type: 'slack', url }))).toBe('its address is no http or https URL without credentials');
    },
  );
});
