import { connect } from 'node:net';
import type { Failure } from '../facts.ts';
import { inTime, TOO_LATE } from '../in-time.ts';
import type { LookContext } from '../look-context.ts';
import type { Address } from './addresses-of.ts';

/** What a body must hold to be the answer of the program that is meant; undefined = any answer will do. */
export type Expected = ((body: string) => boolean) | undefined;

const LARGEST_BODY = 64 * 1024;

/** Connects, or asks for a page; undefined when something answers. Any status of HTTP is an answer. */
export async function tryAddress(
  address: Address,
  key: readonly (string | number)[],
  context: LookContext,
  expected?: Expected,
): Promise<Failure | undefined> {
  return address.kind === 'http'
    ? await tryUrl(address.url, key, context, expected)
    : await tryPort(address.host, address.port, key, context);
}

export function addressText(address: Address): string {
  return address.kind === 'http' ? address.url : `${address.host}:${address.port}`;
}

async function tryPort(
  host: string,
  port: number,
  key: readonly (string | number)[],
  context: LookContext,
): Promise<Failure | undefined> {
  const subject = `${host}:${port}`;
  const socket = connect({ host, port });
  try {
    const reached = new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', reject);
    });
    const answer = await inTime(reached, context.limits.connectMs, context);
    return answer === TOO_LATE ? { kind: 'unreachable', subject, key } : undefined;
  } catch (thrown) {
    return { kind: 'unreachable', subject, key, detail: codeOf(thrown) };
  } finally {
    socket.on('error', () => {});
    socket.destroy();
  }
}

async function tryUrl(
  url: string,
  key: readonly (string | number)[],
  context: LookContext,
  expected: Expected,
): Promise<Failure | undefined> {
  const over = new AbortController();
  try {
    const answer = await inTime(request(url, over.signal, expected), context.limits.connectMs * 2, context);
    if (answer === TOO_LATE) return { kind: 'silent', subject: url, key };
    return answer ? undefined : { kind: 'nonsense', subject: url, key };
  } catch (thrown) {
    const code = codeOf(thrown instanceof Error ? (thrown.cause ?? thrown) : thrown);
    const kind = ['UND_ERR_SOCKET', 'ECONNRESET'].includes(code)
      ? 'lost'
      : code.startsWith('HPE_')
        ? 'nonsense'
        : 'unreachable';
    return { kind, subject: url, key, detail: code };
  } finally {
    over.abort();
  }
}

/** Whether the answer is the one expected. */
async function request(url: string, signal: AbortSignal, expected: Expected): Promise<boolean> {
  const answer = await fetch(url, { method: expected === undefined ? 'HEAD' : 'GET', redirect: 'manual', signal });
  if (expected === undefined) return true;
  const body = await answer.text();
  return expected(body.slice(0, LARGEST_BODY));
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : 'no answer';
}
