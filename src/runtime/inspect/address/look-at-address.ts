import type { DatasourceNode, EngineNode, Text } from '../../../compiler/index.ts';
import { LookFailed, NO_FACTS, type Facts, type Failure } from '../facts.ts';
import type { LookContext } from '../look-context.ts';
import { resolveText } from '../resolve-text.ts';
import { addressOf, type Address } from './addresses-of.ts';
import { addressText, tryAddress, type Expected } from './try-address.ts';

interface Said {
  readonly text: Text;
  readonly key: readonly (string | number)[];
  readonly expected?: Expected;
}

/** Tries every address of a datasource whose inside this program cannot look at. */
export async function lookAtAddress(datasource: DatasourceNode, context: LookContext): Promise<Facts> {
  return await tryAll(addressesIn(datasource), datasource.type, context);
}

/** Tries JobManager and gateway of an engine, which have to answer as Flink does. */
export async function lookAtEngine({ url, gateway }: EngineNode, context: LookContext): Promise<Facts> {
  const said: Said[] = [];
  if (url !== undefined) said.push({ text: append(url, '/config'), key: ['url'], expected: has('flink-version') });
  if (gateway !== undefined)
    said.push({ text: append(gateway, '/v1/info'), key: ['gateway'], expected: has('productName') });
  return await tryAll(said, 'flink', context);
}

/** The page under an address, whether or not that ends with a slash. */
function append(text: Text, page: string): Text {
  const parts = partsOf(text);
  const last = parts.at(-1);
  const cut = typeof last === 'string' ? [...parts.slice(0, -1), last.replace(/\/+$/, '')] : parts;
  return { kind: 'run-time-text', parts: [...cut, page] };
}

/** True for a JSON object with that member. */
function has(member: string): (body: string) => boolean {
  return (body) => {
    try {
      const answer: unknown = JSON.parse(body);
      return typeof answer === 'object' && answer !== null && member in answer;
    } catch {
      return false;
    }
  };
}

function addressesIn(datasource: DatasourceNode): readonly Said[] {
  const { url, host, port, hosts = [], brokers, defaultFS, shards = [] } = datasource;
  const said: Said[] = [];
  if (url !== undefined) said.push({ text: url, key: ['url'] });
  if (host !== undefined) said.push({ text: withPort(host, port), key: ['host'] });
  for (const [index, text] of hosts.entries()) said.push({ text, key: ['hosts', index] });
  for (const [index, text] of brokers.entries()) said.push({ text, key: ['brokers', index] });
  if (defaultFS !== undefined) said.push({ text: defaultFS, key: ['defaultFS'] });
  for (const [index, shard] of shards.entries()) {
    if (shard.url !== undefined) said.push({ text: shard.url, key: ['shards', index, 'url'] });
    else if (shard.host !== undefined)
      said.push({ text: withPort(shard.host, shard.port ?? port), key: ['shards', index, 'host'] });
  }
  return said;
}

function withPort(host: Text, port: Text | undefined): Text {
  if (port === undefined) return host;
  return { kind: 'run-time-text', parts: [...partsOf(host), ':', ...partsOf(port)] };
}

function partsOf(text: Text): Exclude<Text, string>['parts'] {
  return typeof text === 'string' ? [text] : text.parts;
}

async function tryAll(said: readonly Said[], type: string, context: LookContext): Promise<Facts> {
  const addresses: string[] = [];
  const failures: Failure[] = [];
  const attempts = said.map(async ({ text, key, expected }) => {
    try {
      const resolved = await resolveText(text, key, context);
      const address: Address | undefined = addressOf(resolved, type);
      if (address === undefined) return;
      addresses.push(context.scrubber.scrub(addressText(address)));
      const failure = await tryAddress(address, key, context, expected);
      if (failure !== undefined) failures.push({ ...failure, subject: context.scrubber.scrub(failure.subject) });
    } catch (thrown) {
      if (!(thrown instanceof LookFailed)) throw thrown;
      failures.push(thrown.failure);
    }
  });
  await Promise.all(attempts);
  return { ...NO_FACTS, depth: 'address', addresses: addresses.sort(), failures };
}
