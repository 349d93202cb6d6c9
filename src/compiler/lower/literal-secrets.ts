import { type Message, say } from '../../message/index.ts';
import { isSecretName } from '../diagnostics/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

/** A password inside a longer text, as in a JAAS line or an address: `password="…"`, `pwd=…`. */
const PASSWORD_INSIDE = /\b(?:password|passwd|pwd)\s*=\s*(?!\s|\$\{secret:|$)/i;

/**
 * An address with a secret in it: before the host (Oracle: `thin:user/password@`), as a parameter (`key` is WeCom's), or as a part of
 * the path, by which chat services know who sends (Feishu, Slack, Discord and others like them).
 */
const SECRET_IN_ADDRESS = new RegExp(
  [
    String.raw`\/\/[^/?#]*:[^/?#]*@`,
    String.raw`^[^/?#@:]+:(?!\$\{)[^/?#@:]+@`,
    String.raw`^jdbc:oracle:\w+:[^/@:\s]+\/(?!\$\{)[^@]+@`,
    String.raw`[?&;](?:password|passwd|pwd|token|secret|api[-_]?key|access[-_]?(?:key|token)|key)=(?!\$\{secret:)`,
    String.raw`^https?:\/\/[^?#]*\/(?:web)?hooks?(?:\/\d+)?\/[\w-]{16,}`,
    String.raw`^https?:\/\/[^?#]*\/services\/T\w+\/B\w+\/\w`,
  ].join('|'),
  'i',
);

const NOTES = [say`a file in git is read by everyone who can clone it, and git never forgets`];

/** Reports a secret of a datasource, written out, with the reference to put in its place. */
export function reportLiteralSecret(key: string, datasource: string, at: Location, report: Report): void {
  const message = say`\`${key}\` of datasource \`${datasource}\` is written out`;
  const reference = referenceFor(datasource, key);
  reportWrittenOut(
    message,
    reference,
    say`put it in the environment of the executor and write \`${reference}\``,
    at,
    report,
  );
}

/** As {@link reportLiteralSecret}, of a channel for alerts. */
export function reportChannelSecret(key: string, channel: string, at: Location, report: Report): void {
  const message = say`\`${key}\` of channel \`${channel}\` is written out`;
  const reference = referenceFor(channel, key);
  reportWrittenOut(
    message,
    reference,
    say`put it in the environment of the daemon and write \`${reference}\``,
    at,
    report,
  );
}

function referenceFor(name: string, key: string): string {
  const words = `${name}_${key.replaceAll(/[A-Z]/g, '_$&')}`;
  return `\${secret:env/${words.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}}`;
}

function reportWrittenOut(message: Message, reference: string, help: Message, at: Location, report: Report): void {
  report.add('SL0701', at, message, {
    notes: NOTES,
    help,
    suggestions: [
      { message: say`write \`${reference}\``, confidence: 'likely', edits: [{ at, newText: `"${reference}"` }] },
    ],
  });
}

/** Reports an address that holds a secret. */
export function reportSecretInAddress(address: string | undefined, at: Location, help: Message, report: Report): void {
  if (address === undefined || !SECRET_IN_ADDRESS.test(address)) return;
  report.add('SL0701', at, say`the address holds a secret`, { notes: NOTES, help });
}

/**
 * Reports literal secrets in a map of an engine's or a driver's own names, nested ones too. They go into
 * job files and command lines as they are, where no reference is filled in.
 */
export function reportLiteralSecrets(value: unknown, at: Location, help: Message, report: Report, listName = ''): void {
  if (typeof value !== 'object' || value === null) return;
  const pair = Array.isArray(value) ? undefined : secretOfPair(value);
  for (const [key, member] of Object.entries(value)) {
    const place = child(at, Array.isArray(value) ? Number(key) : key);
    const own = Array.isArray(value) ? listName : key;
    const name = pair !== undefined && VALUES_OF_PAIR.has(key) ? pair : own;
    const isNamed = isSecretName(name) && isLiteral(member);
    if (isNamed || (typeof member === 'string' && holdsSecret(member))) {
      report.add('SL0701', place, say`\`${name}\` is a secret and is written out`, { notes: NOTES, help });
    } else reportLiteralSecrets(member, place, help, report, name);
  }
}

const VALUES_OF_PAIR: ReadonlySet<string> = new Set(['value', 'nextValue']);

/** The name in `{ key: Authorization, value: … }`, as REST readers list headers, where it is that of a secret. */
function secretOfPair(pair: object): string | undefined {
  const name: unknown = 'key' in pair ? pair.key : 'name' in pair ? pair.name : undefined;
  return typeof name === 'string' && isSecretName(name) ? name : undefined;
}

/** A password inside a text, or in an address; one that is a reference is another error. */
function holdsSecret(text: string): boolean {
  return PASSWORD_INSIDE.test(text) || (SECRET_IN_ADDRESS.test(text) && !text.includes('${secret:'));
}

/** Text or a number; a switch such as `token.enabled: true` gives nothing away, nor does a reference. */
function isLiteral(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && !value.includes('${'));
}
