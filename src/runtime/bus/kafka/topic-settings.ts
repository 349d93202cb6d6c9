import type { Admin } from 'kafkajs';
import { AUDIT_TOPIC, RUNS_TOPIC, type Topic } from '../../ports/index.ts';

/** A setting of a topic under which events get lost, and what mends it. */
export interface TopicProblem {
  readonly topic: Topic;
  readonly setting: string;
  readonly value: string;
  readonly message: string;
  readonly help: string;
}

/** kafkajs' `ConfigResourceTypes.TOPIC`, which Node does not find among the names that the package exports. */
const TOPIC_RESOURCE = 2;
const NAMES = ['cleanup.policy', 'retention.ms', 'retention.bytes'];

/** Looks at topics that somebody else may have made. Nothing where this user may not see their settings. */
export async function topicProblems(admin: Admin): Promise<readonly TopicProblem[]> {
  const resources = [AUDIT_TOPIC, RUNS_TOPIC].map((name) => ({
    type: TOPIC_RESOURCE,
    name,
    configNames: NAMES,
  }));
  const described = await admin.describeConfigs({ includeSynonyms: false, resources }).catch(() => undefined);
  return (described?.resources ?? []).flatMap(({ resourceName, configEntries }) =>
    configEntries.flatMap(({ configName, configValue }) =>
      problemOf(resourceName === AUDIT_TOPIC ? AUDIT_TOPIC : RUNS_TOPIC, configName, configValue),
    ),
  );
}

/** None for a setting that keeps all. Runs may expire, and what a broker compacts has gaps. */
export function problemOf(topic: Topic, setting: string, value: string): readonly TopicProblem[] {
  const compacts = setting === 'cleanup.policy' && value.includes('compact');
  const expires = setting.startsWith('retention.') && topic === AUDIT_TOPIC && value !== '-1';
  if (!compacts && !expires) return [];
  const wanted = compacts ? 'delete' : '-1';
  const message = compacts
    ? `${topic} is compacted: of each key only the last event would be left`
    : `${topic} forgets events (${setting} = ${value}): audit events are to be kept for ever`;
  const help = `kafka-configs.sh --alter --entity-type topics --entity-name ${topic} --add-config ${setting}=${wanted}`;
  return [{ topic, setting, value, message, help }];
}
