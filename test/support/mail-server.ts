import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { makeCertificate } from './make-certificate.ts';
import { tempDir } from './temp-dir.ts';

/** A message as a mail server got it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Who had logged in. */
  readonly user: string | undefined;
  readonly isEncrypted: boolean;
  /** Headers and text, as they came. */
  readonly text: string;
}

/** A mail server of one test's own, at `localhost`. */
export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly taken: readonly TakenMail[];
}

/** Who may log in. */
export const MAIL_USER = 'sluice';
export const MAIL_PASSWORD = 'mail-password-91b7';

/** What a server answers in the place of taking a message; undefined where it takes it. */
export type Refuse = (what: 'login' | 'from' | 'to' | 'data', value: string) => number | undefined;

/** A key of the host `localhost`, and who has signed it. */
export async function mailKey(): Promise<{ readonly cert: string; readonly key: string; readonly ca: string }> {
  await using folder = await tempDir('sluice-mail-');
  const files = await makeCertificate(folder.path, 'localhost');
  const [cert, key, ca] = await Promise.all([files.cert, files.key, files.ca].map((file) => readFile(file, 'utf8')));
  return { cert: cert ?? '', key: key ?? '', ca: ca ?? '' };
}

/** Speaks SMTP, with a login that it asks for only where TLS is spoken. */
export async function mailServer(
  options: Pick<SMTPServerOptions, 'cert' | 'key' | 'secure' | 'disabledCommands' | 'authOptional'>,
  refuse: Refuse = () => undefined,
): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const no = (code: number): Error => Object.assign(new Error(`no, ${MAIL_PASSWORD}`), { responseCode: code });
  const judge = (what: Parameters<Refuse>[0], value: string): Error | undefined => {
    const code = refuse(what, value);
    return code === undefined ? undefined : no(code);
  };
  const server = new SMTPServer({
    ...options,
    logger: false,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      const refused = judge('login', username ?? '');
      if (refused !== undefined) done(refused);
      else if (username !== MAIL_USER || password !== MAIL_PASSWORD) done(no(535));
      else done(null, { user: username });
    },
    onMailFrom: ({ address }, _session, done) => done(judge('from', address)),
    onRcptTo: ({ address }, _session, done) => done(judge('to', address)),
    onData(stream, { envelope, user, secure }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = judge('data', '');
        if (refused !== undefined) return done(refused);
        taken.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          user,
          isEncrypted: secure,
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  // what goes amiss on a connection is told by who made it
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on a port
    taken,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
