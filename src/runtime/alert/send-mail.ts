import { createHash } from 'node:crypto';
import { say } from '../../message/index.ts';
import type { AlertMessage } from '../ports/index.ts';
import type { SendOutcome } from './channel-protocol.ts';
import { judgeMail } from './judge-mail.ts';
import type { ResolvedMailbox } from './resolve-channel.ts';

export interface MailDependencies {
  /** For the whole conversation. */
  readonly timeoutMs: number;
  /** Certificates (PEM) to trust in the place of Node's own. */
  readonly ca?: string;
}

/**
 * Sends a message once by e-mail, and says what became of it: never throws, and the outcome holds neither login nor words of the server.
 * The same message has the same `Message-ID`, by which mailboxes show one once that was sent twice; those of one matter are a thread.
 */
export async function sendMail(
  { host, port, tls, login, from, to }: ResolvedMailbox,
  message: AlertMessage,
  { timeoutMs, ca }: MailDependencies,
): Promise<SendOutcome> {
  // only who has such a channel needs it
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: ca === undefined ? {} : { ca },
    ...(login === undefined ? {} : { auth: { user: login.username, pass: login.password } }),
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  try {
    const { rejected } = await transport.sendMail({
      from,
      to: [...to],
      subject: message.title,
      text: message.lines.join('\n'),
      messageId: `<${digestOf(message)}@${domain}>`,
      references: `<${digestOf([message.key, message.startedAt])}@${domain}>`,
      // RFC 3834: nobody's absence note is an answer to it
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (rejected.length === 0) return { kind: 'sent' };
    return { kind: 'sent', note: say`the mail server refuses some of the addresses of \`to\`: ${rejected.length}` };
  } catch (thrown) {
    return judgeMail(thrown);
  } finally {
    transport.close();
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
