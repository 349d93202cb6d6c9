import type { Admin, ITopicConfig } from 'kafkajs';
import { AUDIT_TOPIC, RUNS_TOPIC } from '../../ports/index.ts';

/** Order holds per key, so more partitions only spread keys. */
const PARTITIONS = 3;
const MOST_REPLICAS = 3;

/** Creates the topics that are missing; those that exist keep their settings. */
export async function ensureTopics(admin: Admin): Promise<void> {
  const present = new Set(await admin.listTopics());
  const missing = [RUNS_TOPIC, AUDIT_TOPIC].filter((topic) => !present.has(topic));
  if (missing.length === 0) return;
  const { brokers } = await admin.describeCluster();
  const replicationFactor = Math.min(MOST_REPLICAS, brokers.length);
  const topics = missing.map((topic): ITopicConfig => ({
    topic,
    numPartitions: PARTITIONS,
    replicationFactor,
    configEntries: [
      { name: 'cleanup.policy', value: 'delete' },
      // Audit events never expire; how long runs are kept is the cluster's to say.
      ...(topic === AUDIT_TOPIC ? [{ name: 'retention.ms', value: '-1' }] : []),
    ],
  }));
  // Waiting for leaders fails on a topic that is still spreading; the first produce waits for itself.
  await admin.createTopics({ topics, waitForLeaders: false });
}
