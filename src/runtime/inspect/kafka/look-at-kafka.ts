import kafkajs, { Kafka, logLevel, type Admin, type KafkaConfig } from 'kafkajs';
import type { DatasourceNode } from '../../../compiler/index.ts';
import { LookFailed, NO_FACTS, type Facts, type Failure, type TableFacts } from '../facts.ts';
import { inTime, TOO_LATE } from '../in-time.ts';
import type { LookContext } from '../look-context.ts';
import { resolveOptional, resolveText } from '../resolve-text.ts';
import { namesMatching, type Wanted } from '../wanted.ts';

// Node does not see this one as a named export of kafkajs.
const { ConfigResourceTypes } = kafkajs;

/** Looks at a cluster's topics. Only names that exist are asked for: a question for others could make them. */
export async function lookAtKafka(datasource: DatasourceNode, wanted: Wanted, context: LookContext): Promise<Facts> {
  let facts: Facts = { ...NO_FACTS, depth: 'topics' };
  try {
    const brokers: string[] = [];
    for (const [index, broker] of datasource.brokers.entries())
      brokers.push(await resolveText(broker, ['brokers', index], context));
    facts = { ...facts, addresses: brokers };
    const admin = new Kafka({
      brokers,
      clientId: 'sluice-check',
      ...(await loginOf(datasource, context)),
      connectionTimeout: context.limits.connectMs,
      requestTimeout: context.limits.connectMs * 2,
      // a person waits: who is down is told now, and asked again at the next check
      retry: { retries: 0 },
      logLevel: logLevel.NOTHING,
    }).admin();
    try {
      const found = await inTime(readTopics(admin, wanted, context.sizes), context.limits.totalMs, context);
      if (found === TOO_LATE) throw new LookFailed({ kind: 'silent', subject: brokers.join(', '), key: ['brokers'] });
      return { ...facts, ...found };
    } finally {
      // Not awaited: a disconnect with requests in flight can hang.
      void admin.disconnect().catch(() => undefined);
    }
  } catch (thrown) {
    return {
      ...facts,
      failures: [kafkaFailure(thrown, facts.addresses.join(', '), (text) => context.scrubber.scrub(text))],
    };
  }
}

async function readTopics(
  admin: Admin,
  wanted: Wanted,
  sizes: boolean,
): Promise<Pick<Facts, 'tables' | 'missing' | 'names' | 'makesTopics'>> {
  await admin.connect();
  const names = (await admin.listTopics()).filter((name) => !name.startsWith('__')).sort();
  const known = new Set(names);
  const matching = namesMatching(names, wanted.patterns);
  const asked = [...new Set([...wanted.tables, ...matching])];
  const present = asked.filter((name) => known.has(name));
  const { topics } = present.length === 0 ? { topics: [] } : await admin.fetchTopicMetadata({ topics: present });
  const tables = new Map<string, TableFacts>();
  for (const { name, partitions } of topics)
    tables.set(name, {
      columns: [],
      primaryKey: [],
      indexes: [],
      partitions: partitions.length,
      ...(sizes ? { rows: await recordsIn(admin, name) } : {}),
    });
  const missing = new Set(asked.filter((name) => !known.has(name)));
  const makesTopics = missing.size === 0 ? undefined : await autoCreates(admin);
  return { tables, missing, names, ...(makesTopics === undefined ? {} : { makesTopics }) };
}

/** End minus beginning: with compaction and transactions there are fewer. */
async function recordsIn(admin: Admin, topic: string): Promise<number> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0);
}

/** `auto.create.topics.enable` of a broker; undefined where the user may not ask. */
async function autoCreates(admin: Admin): Promise<boolean | undefined> {
  try {
    const { brokers } = await admin.describeCluster();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        {
          type: ConfigResourceTypes.BROKER,
          name: String(brokers[0]?.nodeId ?? 0),
          configNames: ['auto.create.topics.enable'],
        },
      ],
    });
    return resources[0]?.configEntries[0]?.configValue === 'true';
  } catch {
    return undefined;
  }
}

/** `security.protocol` and `sasl.mechanism` as Kafka's own clients name them. */
async function loginOf(datasource: DatasourceNode, context: LookContext): Promise<Pick<KafkaConfig, 'ssl' | 'sasl'>> {
  const username = await resolveOptional(datasource.username, ['username'], context);
  const password = (await resolveOptional(datasource.password, ['password'], context)) ?? '';
  const protocol = (datasource.properties['security.protocol'] ?? '').toUpperCase();
  const ssl = protocol.endsWith('SSL');
  if (username === undefined) return ssl ? { ssl } : {};
  const mechanism = (datasource.properties['sasl.mechanism'] ?? 'PLAIN').toUpperCase();
  const account = { username, password };
  return {
    ...(ssl ? { ssl } : {}),
    sasl:
      mechanism === 'SCRAM-SHA-256'
        ? { mechanism: 'scram-sha-256', ...account }
        : mechanism === 'SCRAM-SHA-512'
          ? { mechanism: 'scram-sha-512', ...account }
          : { mechanism: 'plain', ...account },
  };
}

function kafkaFailure(thrown: unknown, address: string, scrub: (text: string) => string): Failure {
  if (thrown instanceof LookFailed) return thrown.failure;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const name = thrown instanceof Error ? thrown.name : '';
  const chain = `${name} ${message}`;
  const detail = scrub(message);
  if (/SASL|authenticat/i.test(chain)) return { kind: 'login-refused', subject: address, key: ['password'], detail };
  if (/Authorization|AUTHORIZATION/.test(chain)) return { kind: 'refused', subject: address, key: ['brokers'], detail };
  if (/ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|Connection timeout/.test(chain))
    return { kind: 'unreachable', subject: address, key: ['brokers'], detail };
  if (/timed out|timeout/i.test(chain)) return { kind: 'silent', subject: address, key: ['brokers'] };
  if (/Closed connection|ECONNRESET|EPIPE|disconnected/i.test(chain))
    return { kind: 'lost', subject: address, key: ['brokers'] };
  return { kind: 'nonsense', subject: address, key: ['brokers'], detail };
}
