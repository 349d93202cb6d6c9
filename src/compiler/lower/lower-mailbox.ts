import { say } from '../../message/index.ts';
import type { MailChannelNode } from '../ir/index.ts';
import type { AlertChannelDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { reportChannelSecret } from './literal-secrets.ts';
import { Report } from './lower-context.ts';
import { lowerText } from './lower-text.ts';

/** What servers listen on, by how they are spoken to. */
const PORTS = { starttls: 587, implicit: 465, none: 25 } as const;

/** An address alone, without a name before it: nothing that could end a header line. */
const MAILBOX = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

/**
 * What an e-mail channel is told by. With an error, what is left of it holds nothing that was written out.
 *
 * @param written With the keys that it needs, which are looked for before.
 * @param place Where a key of it stands: in an environment, or beside the others.
 */
export function lowerMailbox(
  name: string,
  written: AlertChannelDefinition,
  place: (key: string) => Location,
  report: Report,
): Omit<MailChannelNode, 'name'> {
  const { host = '', port, tls = 'starttls', from = '', to = [] } = written;
  const server = lowerText(host, place('host'), 'connection', [], report);
  checkMailbox(from, place('from'), report);
  for (const [index, address] of to.entries()) checkMailbox(address, child(place('to'), index), report);
  const node = { type: 'email', host: server, port: port ?? PORTS[tls], tls, from, to } as const;
  if (written.username === undefined && written.password === undefined) return node;
  return { ...node, ...lowerLogin(name, written, place, report) };
}

function lowerLogin(
  name: string,
  { tls, username, password }: AlertChannelDefinition,
  place: (key: string) => Location,
  report: Report,
): Pick<MailChannelNode, 'username' | 'password'> {
  if (username === undefined || password === undefined) {
    const [there, missing] = username === undefined ? ['password', 'username'] : ['username', 'password'];
    report.add('SL0203', { ...place(there), part: 'key' }, say`\`${there}\` needs \`${missing}\` beside it`, {
      help: say`write both, or none where the server takes messages without`,
    });
    return {};
  }
  if (tls === 'none')
    report.add('SL0205', { ...place('password'), part: 'key' }, say`\`password\` cannot stand beside \`tls: none\``, {
      notes: [say`everybody on the way to the server could read it`],
      help: say`leave \`tls\` out, or leave \`username\` and \`password\` out`,
    });
  const own = new Report();
  const user = lowerText(username, place('username'), 'credential', [], own);
  const key = lowerText(password, place('password'), 'credential', [], own);
  if (!own.failed && typeof key === 'string') reportChannelSecret('password', name, place('password'), own);
  report.push(...own.diagnostics);
  return own.failed ? {} : { username: user, password: key };
}

function checkMailbox(address: string, at: Location, report: Report): void {
  if (!MAILBOX.test(address))
    report.add('SL0204', at, say`\`${address}\` is no address of a mailbox`, {
      help: say`write it alone, as in \`ops@example.com\``,
    });
}
