import { say, type Message } from '../../message/index.ts';
import type { SendOutcome } from './channel-protocol.ts';

/** Why a mail server has not taken a message. */
export type MailFailure =
  | 'MAIL_UNREACHABLE'
  | 'MAIL_TIMEOUT'
  | 'MAIL_NOT_ENCRYPTED'
  | 'MAIL_LOGIN_REFUSED'
  | 'MAIL_ADDRESS_REFUSED'
  | 'MAIL_REFUSED'
  | 'MAIL_STRANGE_ANSWER';

const WORDS: Readonly<Record<MailFailure, Message>> = {
  MAIL_UNREACHABLE: say`the mail server cannot be reached`,
  MAIL_TIMEOUT: say`the mail server gave no answer in time`,
  MAIL_NOT_ENCRYPTED: say`the mail server cannot be spoken to in secret: look at \`tls\`, \`port\` and its certificate`,
  MAIL_LOGIN_REFUSED: say`the mail server refuses the login`,
  MAIL_ADDRESS_REFUSED: say`the mail server refuses the addresses of \`from\` or \`to\``,
  MAIL_REFUSED: say`the mail server refuses the message`,
  MAIL_STRANGE_ANSWER: say`what answers is no mail server`,
};

/** What may be gone the next time, where the server says nothing of that. */
const PASSING: ReadonlySet<MailFailure> = new Set(['MAIL_UNREACHABLE', 'MAIL_TIMEOUT', 'MAIL_STRANGE_ANSWER']);

/** By what nodemailer calls it. https://nodemailer.com/errors */
const FAILURES: Readonly<Record<string, MailFailure>> = {
  EDNS: 'MAIL_UNREACHABLE',
  ECONNECTION: 'MAIL_UNREACHABLE',
  ESOCKET: 'MAIL_UNREACHABLE',
  ETIMEDOUT: 'MAIL_TIMEOUT',
  EABORT: 'MAIL_TIMEOUT',
  ETLS: 'MAIL_NOT_ENCRYPTED',
  EAUTH: 'MAIL_LOGIN_REFUSED',
  EENVELOPE: 'MAIL_ADDRESS_REFUSED',
  EPROTOCOL: 'MAIL_STRANGE_ANSWER',
};

/**
 * What became of a message that a mail server has not taken. By codes alone: words of servers may quote what was sent. A code of SMTP
 * that begins with 4 may be another the next time, one with 5 is not (RFC 5321, 4.2.1).
 */
export function judgeMail(thrown: unknown): SendOutcome {
  const { code = '', originalCode = '', responseCode } = thrown instanceof Error ? (thrown as MailError) : {};
  const failure = OF_TLS.test(originalCode) ? 'MAIL_NOT_ENCRYPTED' : (FAILURES[code] ?? 'MAIL_REFUSED');
  const isAnswer = responseCode !== undefined && responseCode >= 400 && responseCode < 600;
  const words = WORDS[failure];
  return {
    kind: 'failed',
    retryable: isAnswer ? responseCode < 500 : PASSING.has(failure),
    why: isAnswer ? say`${failure}: ${words} (${responseCode})` : say`${failure}: ${words}`,
  };
}

/** Of nodemailer's errors what is looked at. */
interface MailError {
  readonly code?: string;
  /** Of Node, where that is another. */
  readonly originalCode?: string;
  /** What the server answered. */
  readonly responseCode?: number;
}

/** What Node calls certificates that do not fit, and servers that speak another TLS or none; to nodemailer these are faults of the socket. */
const OF_TLS = /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_)/;
