import { say } from '../../message/index.ts';
import type { DatasourceDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

type Parts = Pick<DatasourceDefinition, 'host' | 'port' | 'brokers' | 'hosts'>;

/** Parts of an address that no server can have: they would be found out at the first run only. */
export function checkAddressParts(parts: Parts, place: (key: keyof Parts) => Location, report: Report): void {
  const { host, port } = parts;
  if (port !== undefined && isNoPort(port))
    report.add('SL0204', place('port'), say`port \`${port}\` is not a number from 1 to 65535`, {
      help: say`write the port that the server listens on`,
    });
  const name = host === undefined ? undefined : hostAlone(host);
  if (name !== undefined)
    report.add('SL0204', place('host'), say`\`host\` is a name alone`, {
      help: say`write \`${name}\`, and the port under \`port\``,
    });
  for (const key of ['brokers', 'hosts'] as const) {
    const at = place(key);
    for (const [index, entry] of (parts[key] ?? []).entries()) {
      if (!entry.includes(',') || entry.includes('${')) continue;
      const several = entry.split(',').map((each) => JSON.stringify(each.trim()));
      report.add('SL0204', child(at, index), say`one entry names several servers`, {
        help: say`write each as an entry of its own: \`[${several.join(', ')}]\``,
      });
    }
  }
}

function isNoPort(port: string | number): boolean {
  const number = Number(port);
  return !String(port).includes('${') && !(Number.isInteger(number) && number >= 1 && number <= 65_535);
}

/** The host in `http://name`, `name:3306`; undefined where it stands alone, and for an IPv6 address. */
function hostAlone(host: string): string | undefined {
  if (host.includes('${') || (host.split(':').length > 2 && !host.includes('://'))) return undefined;
  return /^(?:\w+:\/\/)([^/:]+)/.exec(host)?.[1] ?? /^([^:]+):\d+$/.exec(host)?.[1];
}
