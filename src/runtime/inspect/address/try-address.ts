import { connect } from 'node:net';
import type { Failure } from '../facts.ts';
import { inTime, TOO_LATE } from '../in-time.ts';
import type { LookContext } from '../look-context.ts';
import type { Address } from './addresses-of.ts';

/** A page that only the program that is meant has, and what its JSON holds. */
export interface Expected {
  readonly page: string;
  readonly member: string;
}

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
    return { kind: 'unreachable', subject, key, ...detailOf(codeOf(thrown)) };
  } finally {
    socket.on('error', () => {});
    socket.destroy();
  }
}

async function tryUrl(
  url: string,
  key: readonly (string | number)[],
  context: LookContext,
  expected: Expected | undefined,
): Promise<Failure | undefined> {
  const over = new AbortController();
  try {
    const answer = await inTime(request(url, over.signal, expected), context.limits.connectMs * 2, context);
    if (answer === TOO_LATE) return { kind: 'silent', subject: url, key };
    return answer ? undefined : { kind: 'nonsense', subject: url, key };
  } catch (thrown) {
    const code = codeOf(thrown instanceof Error ? (thrown.cause ?? thrown) : thrown);
    return { kind: kindOf(code), subject: url, key, ...detailOf(code) };
  } finally {
    over.abort();
  }
}

/** Whether the answer is the one expected; without an expectation any answer is. */
async function request(url: string, signal: AbortSignal, expected: Expected | undefined): Promise<boolean> {
  if (expected === undefined) {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    return true;
  }
  const answer = await fetch(url.replace(/\/+$/, '') + expected.page, { redirect: 'manual', signal });
  const body = (await answer.text()).slice(0, LARGEST_BODY);
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null && expected.member in json;
  } catch {
    return false;
  }
}

function kindOf(code: string | undefined): Failure['kind'] {
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'lost';
  return code?.startsWith('HPE_') === true ? 'nonsense' : 'unreachable';
}

function detailOf(detail: string | undefined): { readonly detail?: string } {
  return detail === undefined ? {} : { detail };
}

/** The code of a system error, else its words; undefined where it has none. */
function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return 'message' in thrown && typeof thrown.message === 'string' ? thrown.message : undefined;
}
