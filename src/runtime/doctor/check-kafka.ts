import { say } from '../../message/index.ts';
import { createKafkaClient, kafkaFailure, topicProblems, type KafkaAddress } from '../bus/index.ts';
import { AUDIT_TOPIC, RUNS_TOPIC, type Log } from '../ports/index.ts';
import { ok, warning, type Check, type CheckResult } from './check.ts';

/** The cluster that events go to, and its topics. Nothing is created. */
export function kafkaCheck(addressOf: () => Promise<KafkaAddress>, log: Log): Check {
  return {
    name: 'bus',
    async run(signal) {
      const address = await addressOf();
      const admin = createKafkaClient(address, log).admin({ retry: { retries: 1, initialRetryTime: 100 } });
      signal.addEventListener('abort', () => void admin.disconnect().catch(() => undefined));
      try {
        await admin.connect();
        const { brokers } = await admin.describeCluster();
        const present = new Set(await admin.listTopics());
        const missing = [AUDIT_TOPIC, RUNS_TOPIC].filter((topic) => !present.has(topic));
        const reach = ok('bus.reach', say`Kafka on ${address.brokers.join(', ')} answers, brokers: ${brokers.length}`);
        if (missing.length > 0)
          return [
            reach,
            warning(
              'bus.topics',
              say`these topics are not there yet: ${missing.join(', ')}`,
              say`\`sluice serve\` makes them where its user may create topics; else create them, sluice.audit with retention.ms=-1`,
            ),
          ];
        return [reach, ...(await topics(admin))];
      } catch (thrown) {
        throw kafkaFailure(thrown, address.brokers);
      } finally {
        void admin.disconnect().catch(() => undefined);
      }
    },
  };
}

async function topics(
  admin: ReturnType<ReturnType<typeof createKafkaClient>['admin']>,
): Promise<readonly CheckResult[]> {
  const problems = await topicProblems(admin);
  const { topics: described } = await admin.fetchTopicMetadata({ topics: [AUDIT_TOPIC, RUNS_TOPIC] });
  const behind = described.flatMap(({ name, partitions }) =>
    partitions.filter(({ isr, replicas }) => isr.length < replicas.length).map(() => name),
  );
  const found = problems.map(({ message, help }) => warning('bus.topics', say`${message}`, say`${help}`));
  if (behind.length > 0)
    found.push(
      warning(
        'bus.replicas',
        say`replicas are behind in ${[...new Set(behind)].join(', ')}`,
        say`see whether a broker is down`,
      ),
    );
  return found.length > 0 ? found : [ok('bus.topics', say`both topics are there and keep what they are given`)];
}
