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

/**
 * Tries every address of a datasource whose inside this program cannot look at, and whether its secrets are there
 * for a run.
 */
export async function lookAtAddress(datasource: DatasourceNode, context: LookContext): Promise<Facts> {
  const missing = await missingSecrets(datasource, context);
  const facts = await tryAll(addressesIn(datasource), datasource.type, context);
  return { ...facts, failures: [...missing, ...facts.failures] };
}

/** Tries JobManager, gateway and ResourceManagers of an engine, which have to answer as Flink and YARN do. */
export async function lookAtEngine({ url, gateway, yarn }: EngineNode, context: LookContext): Promise<Facts> {
  const said: Said[] = (yarn?.resourceManagers ?? []).map((text, index) => ({
    text,
    key: ['yarn', 'resourceManagers', index],
    // The one page that a standby answers too.
    expected: { page: '/ws/v1/cluster/info', member: 'clusterInfo' },
  }));
  if (url !== undefined) said.push({ text: url, key: ['url'], expected: { page: '/config', member: 'flink-version' } });
  if (gateway !== undefined)
    said.push({ text: gateway, key: ['gateway'], expected: { page: '/v1/info', member: 'productName' } });
  return await tryAll(said, 'flink', context);
}

async function missingSecrets(datasource: DatasourceNode, context: LookContext): Promise<readonly Failure[]> {
  const { username, password, accessKey, secretKey, token, headers = {} } = datasource;
  const said = Object.entries({ username, password, accessKey, secretKey, token }).map(([key, text]) => ({
    text,
    key: [key],
  }));
  for (const [name, text] of Object.entries(headers)) said.push({ text, key: ['headers', name] });
  const failures: Failure[] = [];
  for (const { text, key } of said) {
    try {
      if (text !== undefined) await resolveText(text, key, context);
    } catch (thrown) {
      if (!(thrown instanceof LookFailed)) throw thrown;
      failures.push(thrown.failure);
    }
  }
  return failures;
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
