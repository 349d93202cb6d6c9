import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { trialDocument } from '../../src/cli/views/alerts-view.ts';
import type { NormalisedChannel } from '../../src/compiler/index.ts';
import { wordsOf } from '../../src/message/index.ts';
import { channelChecks, tryChannel } from '../../src/runtime/index.ts';
import { mailServer } from '../support/mail-server.ts';
import { dingtalkServer, ROBOT_TOKEN } from '../support/robot-servers.ts';

const reference = (name: string) => ({ $text: [{ hole: { kind: 'secret', provider: 'env', name } }] }) as const;
const CHANNEL: NormalisedChannel = { type: 'dingtalk', url: reference('ROBOT'), secret: reference('SIGN') };
const TRIED = { name: 'ops', channel: CHANNEL, project: 'shop', environment: 'prod' };
const clock = { now: () => Date.UTC(2026, 10, 28) };

test('a trial is sent, what became of it is told as the schema says, and no secret is in it', async () => {
  await using robot = await dingtalkServer('SEC-1', clock.now);
  const schema: unknown = JSON.parse(
    await readFile(new URL('../../schemas/alerts-test.schema.json', import.meta.url), 'utf8'),
  );
  const validate = new Ajv().compile(schema as object); // the file is an object, as the next lines show
  const tried: string[] = [];
  for (const environment of [
    { ROBOT: robot.url, SIGN: 'SEC-1' },
    { ROBOT: robot.url, SIGN: 'SEC-2' },
    { SIGN: 'SEC-1' },
  ]) {
    const document = trialDocument(TRIED, await tryChannel(TRIED, 'zh', clock, environment), undefined);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    tried.push(JSON.stringify(document));
  }
  expect(tried.join('')).not.toMatch(new RegExp(`${ROBOT_TOKEN}|SEC-`));
  expect(tried.map((text) => /"outcome":"(\w+)","why":(.*?),"retry/.exec(text)?.slice(1))).toEqual([
    ['sent', 'null'],
    ['failed', expect.stringContaining('its security settings refuse the message')],
    ['failed', expect.stringContaining('SECRET_MISSING: the secret env/ROBOT is not set')],
  ]);
  expect(robot.shown).toEqual(['Sluice：渠道 ops 的测试消息（shop/prod）\n没有异常：有人执行了 `sluice alerts test`']);
});

test('a trial by e-mail says what the server made of it', async () => {
  await using server = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true }, (what, value) =>
    what === 'to' && value.startsWith('gone') ? 550 : undefined,
  );
  const addresses = { from: 'sluice@b.example', to: ['gone@b.example', 'ops@b.example'] };
  const channel: NormalisedChannel = { type: 'email', host: '127.0.0.1', port: server.port, tls: 'none', ...addresses };
  const tried = { ...TRIED, channel };
  const outcome = await tryChannel(tried, 'en', clock, {});
  expect(trialDocument(tried, outcome, undefined)).toMatchObject({
    type: 'email',
    outcome: 'sent',
    why: 'the mail server refuses some of the addresses of `to`: 1',
  });
  expect(server.taken[0]?.text).toContain('Subject: Sluice: a trial of channel ops (shop/prod)');
});

test('doctor looks whether what channels refer to is there, and sends nothing', async () => {
  const look = async (environment: Record<string, string>, channel: NormalisedChannel = CHANNEL) => {
    const checks = channelChecks(new Map([['ops', channel]]), environment);
    const [result] = (await Promise.all(checks.map((check) => check.run(new AbortController().signal)))).flat();
    return result && [result.name, result.state, wordsOf(result.seen)];
  };
  const there = { SIGN: 'SEC-1', ROBOT: 'http://127.0.0.1:9/robot' };
  expect(await look(there)).toEqual(['alerts.ops', 'ok', 'its references are there; nothing was sent']);
  expect(await look({ ...there, ROBOT: 'robot' })).toEqual([
    'alerts.ops',
    'failed',
    'its address is no http or https URL',
  ]);
  expect((await look({ SIGN: 'SEC-1' }))?.slice(0, 2)).toEqual(['alerts.ops', 'failed']);
  const addresses = { from: 'a@b.example', to: ['c@b.example'], username: 'a', password: reference('MAIL') };
  const mail: NormalisedChannel = { type: 'email', host: 'mail.example', port: 587, tls: 'starttls', ...addresses };
  expect((await look({ MAIL: 'x' }, mail))?.[1]).toBe('ok');
  expect((await look({}, mail))?.[1]).toBe('failed');
});
