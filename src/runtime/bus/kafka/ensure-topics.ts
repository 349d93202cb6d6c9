import type { Admin, ITopicConfig } from 'kafkajs';
import { AUDIT_TOPIC, RUNS_TOPIC, type Topic } from '../../ports/index.ts';

const TOPICS: readonly Topic[] = [RUNS_TOPIC, AUDIT_TOPIC];
/** Order holds per key, so more partitions only spread keys. */
const PARTITIONS = 3;
const MOST_REPLICAS = 3;

/** Creates the topics that are missing; those that exist keep their settings. Returns those that never held anything. */
export async function ensureTopics(admin: Admin): Promise<readonly Topic[]> {
  const present = new Set(await admin.listTopics());
  const missing = TOPICS.filter((topic) => !present.has(topic));
  if (missing.length > 0) await createTopics(admin, missing);
  const empty: Topic[] = [];
  for (const topic of TOPICS) if (present.has(topic) && (await isEmpty(admin, topic))) empty.push(topic);
  return [...missing, ...empty];
}

async function createTopics(admin: Admin, missing: readonly Topic[]): Promise<void> {
  const { brokers } = await admin.describeCluster();
  const replicationFactor = Math.min(MOST_REPLICAS, brokers.length);
  const topics = missing.map((topic): ITopicConfig => ({
    topic,
    numPartitions: PARTITIONS,
    replicationFactor,
    configEntries: [
      { name: 'cleanup.policy', value: 'delete' },
      // Audit events never expire; how long runs are kept is the cluster's to say.
      ...(topic === AUDIT_TOPIC
        ? [
            { name: 'retention.ms', value: '-1' },
            { name: 'retention.bytes', value: '-1' },
          ]
        : []),
    ],
  }));
  // Waiting for leaders fails on a topic that is still spreading; the first produce waits for itself.
  await admin.createTopics({ topics, waitForLeaders: false });
}

/** Offsets are never given out twice, so that a topic of which all has expired is not taken for a new one. */
async function isEmpty(admin: Admin, topic: Topic): Promise<boolean> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.every(({ high }) => high === '0');
}
