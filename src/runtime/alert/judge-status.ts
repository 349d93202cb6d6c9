import { say } from '../../message/index.ts';
import type { ChannelAnswer, SendOutcome } from './channel-protocol.ts';

/** Where a service says that it is asked too often, and not for how long. */
const DEFAULT_RETRY_MS = 60_000;
const TOO_MANY = 429;
/** Answers that may be others the next time, though they are errors of the request by their number. */
const PASSING = new Set([408, 425]);

/** What the HTTP status alone says; undefined where it is a success, and the body has the word. */
export function judgeStatus({ status, retryAfterMs }: ChannelAnswer): SendOutcome | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === TOO_MANY) return { kind: 'limited', retryAfterMs: retryAfterMs ?? DEFAULT_RETRY_MS };
  if (status >= 300 && status < 400)
    return { kind: 'failed', retryable: false, why: say`it answered HTTP ${status}: redirects are not followed` };
  return { kind: 'failed', retryable: status >= 500 || PASSING.has(status), why: say`it answered HTTP ${status}` };
}

/** What the codes of a service mean that answers errors inside of HTTP 200. */
export interface AnswerCodes {
  /** The first of these members that the answer has is its code; 0 is success. */
  readonly members: readonly string[];
  /** Codes for being asked too often, with how long to be silent then. */
  readonly limited: ReadonlySet<number>;
  readonly silenceMs: number;
  /** Codes that may be gone the next time. */
  readonly passing: ReadonlySet<number>;
  /** Codes that a wrong signature, keyword or address list gives. */
  readonly refusedBySecurity: ReadonlySet<number>;
}

/** Judges by status, then by the code in the body. The service's own words are not repeated: they may quote the address, which is a secret. */
export function judgeByCode(answer: ChannelAnswer, codes: AnswerCodes): SendOutcome {
  const byStatus = judgeStatus(answer);
  if (byStatus !== undefined) return byStatus;
  const code = codeIn(answer.text, codes.members);
  if (code === 0) return { kind: 'sent' };
  if (code === undefined) return strangeAnswer(answer);
  if (codes.limited.has(code)) return { kind: 'limited', retryAfterMs: answer.retryAfterMs ?? codes.silenceMs };
  if (codes.refusedBySecurity.has(code))
    return {
      kind: 'failed',
      retryable: false,
      why: say`its security settings refuse the message (code ${code}): look at keyword, signature and address list`,
    };
  return { kind: 'failed', retryable: codes.passing.has(code), why: say`it refuses the message (code ${code})` };
}

/** What a proxy or another service says in its place; the service itself may answer the next time. */
export function strangeAnswer({ status }: ChannelAnswer): SendOutcome {
  return {
    kind: 'failed',
    retryable: true,
    why: say`it answered HTTP ${status} with something that is no answer of it`,
  };
}

function codeIn(text: string, members: readonly string[]): number | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  const member = members.find((name) => name in body);
  const code = member === undefined ? undefined : (body as Readonly<Record<string, unknown>>)[member]; // it is an object
  return typeof code === 'number' ? code : undefined;
}
