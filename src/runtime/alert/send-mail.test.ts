import { createServer, type AddressInfo, type Socket } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAIL_PASSWORD, MAIL_USER, mailKey, mailServer, type Refuse } from '../../../test/support/mail-server.ts';
import { wordsOf } from '../../message/index.ts';
import type { AlertMessage } from '../ports/index.ts';
import type { SendOutcome } from './channel-protocol.ts';
import type { ResolvedMailbox } from './resolve-channel.ts';
import { sendMessage } from './send-message.ts';

const MESSAGE: AlertMessage = {
  key: 'shop/prod/orders:failed',
  status: 'firing',
  title: '运行失败：orders（shop/prod）',
  lines: ['原因：JOB_FAILED：exit code 1', '负责人：data', '.'],
  labels: {},
  startedAt: Date.UTC(2026, 10, 28),
};

let key: Awaited<ReturnType<typeof mailKey>>;
beforeAll(async () => {
  key = await mailKey();
});

const mailbox = (port: number, more: Partial<ResolvedMailbox> = {}): ResolvedMailbox => ({
  type: 'email',
  host: 'localhost',
  port,
  tls: 'starttls',
  login: { username: MAIL_USER, password: MAIL_PASSWORD },
  from: 'sluice@shop.example',
  to: ['ops@shop.example', 'data@shop.example'],
  ...more,
});

const send = (channel: ResolvedMailbox, message = MESSAGE, timeoutMs = 5_000, ca = key.ca): Promise<SendOutcome> =>
  sendMessage(channel, message, { clock: { now: () => 0 }, timeoutMs, ca });

/** What an outcome tells, and that nothing of the login is in it. */
function told(outcome: SendOutcome): string {
  expect(JSON.stringify(outcome)).not.toContain(MAIL_PASSWORD);
  if (outcome.kind === 'failed') return `${wordsOf(outcome.why)}${outcome.retryable ? ' (again)' : ''}`;
  return outcome.kind === 'sent' && outcome.note !== undefined ? `sent; ${wordsOf(outcome.note)}` : outcome.kind;
}

/** What was meant by text that a message is carried in. */
function fromQuotedPrintable(text: string): string {
  return decodeURIComponent(
    text
      .replaceAll('=\r\n', '')
      .replaceAll('%', '%25')
      .replaceAll(/=([0-9A-F]{2})/g, '%$1'),
  );
}

/** Speaks for a server that is none, or a strange one. */
async function anyListener(speak: (socket: Socket) => void): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    speak(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('e-mail', () => {
  it.each(['starttls', 'implicit'] as const)('logs in and sends where TLS is spoken: %s', async (tls) => {
    await using server = await mailServer({ ...key, secure: tls === 'implicit' });
    expect(told(await send(mailbox(server.port, { tls })))).toBe('sent');
    expect(server.taken).toMatchObject([
      {
        from: 'sluice@shop.example',
        to: ['ops@shop.example', 'data@shop.example'],
        user: MAIL_USER,
        isEncrypted: true,
      },
    ]);
    const [head = '', body = ''] = (server.taken[0]?.text ?? '').split('\r\n\r\n');
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    const subject = [...head.matchAll(/=\?UTF-8\?Q\?(.*?)\?=/g)].map(([, part = '']) => part).join('');
    expect(fromQuotedPrintable(subject)).toBe(MESSAGE.title);
    expect(fromQuotedPrintable(body).trimEnd().split('\r\n')).toEqual(MESSAGE.lines);
  });

  it('has one identity for one message, and one thread for one matter', async () => {
    await using server = await mailServer({ ...key });
    const over: AlertMessage = { ...MESSAGE, status: 'resolved', title: 'runs again', endedAt: MESSAGE.startedAt + 1 };
    for (const message of [MESSAGE, MESSAGE, over]) await send(mailbox(server.port), message);
    const headers = (name: string) =>
      server.taken.map(({ text }) => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim());
    const [one, again, other] = headers('Message-ID');
    expect(one).toMatch(/^<[0-9a-f]{32}@shop\.example>$/);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    expect(new Set(headers('References')).size).toBe(1);
  });

  it('says nothing, and no password, to a server that cannot be spoken to in secret', async () => {
    await using plain = await mailServer({ ...key, disabledCommands: ['STARTTLS'] });
    const words =
      'MAIL_NOT_ENCRYPTED: the mail server cannot be spoken to in secret: look at `tls`, `port` and its certificate';
    expect(told(await send(mailbox(plain.port)))).toContain('MAIL_NOT_ENCRYPTED');
    await using server = await mailServer({ ...key });
    const stranger = await mailKey();
    expect(told(await send(mailbox(server.port), MESSAGE, 5_000, stranger.ca))).toBe(words);
    expect(told(await send(mailbox(server.port, { host: '127.0.0.1' })))).toBe(words);
    expect(told(await send(mailbox(server.port, { tls: 'implicit' })))).toBe(words);
    await using implicit = await mailServer({ ...key, secure: true });
    expect(told(await send(mailbox(implicit.port, { tls: 'implicit' }), MESSAGE, 5_000, stranger.ca))).toBe(words);
    expect([plain, server, implicit].flatMap(({ taken }) => taken)).toEqual([]);
  });

  it('speaks without TLS and login where that is said', async () => {
    await using server = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'], authOptional: true });
    const { login: _login, ...open } = mailbox(server.port, { tls: 'none' });
    expect(told(await send(open))).toBe('sent');
    expect(server.taken).toMatchObject([{ isEncrypted: false }]);
  });

  it.each<[string, Refuse]>([
    ['MAIL_LOGIN_REFUSED: the mail server refuses the login (535)', (what) => (what === 'login' ? 535 : undefined)],
    [
      'MAIL_LOGIN_REFUSED: the mail server refuses the login (454) (again)',
      (what) => (what === 'login' ? 454 : undefined),
    ],
    [
      'MAIL_ADDRESS_REFUSED: the mail server refuses the addresses of `from` or `to` (550)',
      (what) => (what === 'from' ? 550 : undefined),
    ],
    [
      'MAIL_ADDRESS_REFUSED: the mail server refuses the addresses of `from` or `to` (450) (again)',
      (what) => (what === 'to' ? 450 : undefined),
    ],
    ['MAIL_REFUSED: the mail server refuses the message (554)', (what) => (what === 'data' ? 554 : undefined)],
    ['MAIL_REFUSED: the mail server refuses the message (452) (again)', (what) => (what === 'data' ? 452 : undefined)],
    [
      'sent; the mail server refuses some of the addresses of `to`: 1',
      (what, value) => (what === 'to' && value.startsWith('data@') ? 550 : undefined),
    ],
  ])('tells %s', async (words, refuse) => {
    await using server = await mailServer({ ...key }, refuse);
    expect(told(await send(mailbox(server.port)))).toBe(words);
  });

  it('knows a password that does not fit', async () => {
    await using server = await mailServer({ ...key });
    const login = { username: MAIL_USER, password: `${MAIL_PASSWORD}-not` };
    expect(told(await send(mailbox(server.port, { login })))).toBe(
      'MAIL_LOGIN_REFUSED: the mail server refuses the login (535)',
    );
  });

  it('gives up a server that is not there, is mute, or is none, and may find it another time', async () => {
    const gone = await anyListener(() => undefined);
    await gone[Symbol.asyncDispose]();
    expect(told(await send(mailbox(gone.port)))).toBe('MAIL_UNREACHABLE: the mail server cannot be reached (again)');
    await using mute = await anyListener(() => undefined);
    const late = 'MAIL_TIMEOUT: the mail server gave no answer in time (again)';
    expect(told(await send(mailbox(mute.port), MESSAGE, 300))).toBe(late);
    // each line comes soon enough, and there is no end to them
    await using endless = await anyListener((socket) => {
      const timer = setInterval(() => socket.write('220-wait\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    expect(told(await send(mailbox(endless.port), MESSAGE, 300))).toBe(late);
    await using web = await anyListener((socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(told(await send(mailbox(web.port)))).toBe('MAIL_STRANGE_ANSWER: what answers is no mail server (again)');
    await using closing = await anyListener((socket) => void socket.end());
    expect(told(await send(mailbox(closing.port)))).toContain('(again)');
  });
});
