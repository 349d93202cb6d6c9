import type { Artefact } from '../artefact/index.ts';
import { mapOf } from './compare/differences.ts';
import { sourceOf } from './ends/source-of.ts';

/** As whom a reader of Kafka commits what it has read. */
export interface ConsumerGroup {
  readonly name: string;
  /** `auto.offset.reset` of its client, where its author says it. */
  readonly reset?: string;
}

const KAFKA: ReadonlySet<string> = new Set(['kafka', 'kafka10', 'kafka11']);

/** The group of a reader of Kafka, the pipeline's name where its author gives none (connectors/kafka); undefined of others. */
export function consumerGroup(artefact: Artefact): ConsumerGroup | undefined {
  const { connector, options } = sourceOf(artefact);
  if (typeof connector !== 'string' || !KAFKA.has(connector)) return undefined;
  const said = mapOf(options);
  const client = { ...mapOf(said['properties']), ...mapOf(said['consumerSettings']) };
  const [name, reset] = [said['groupId'] ?? client['group.id'], client['auto.offset.reset']];
  return {
    name: typeof name === 'string' ? name : artefact.pipeline.name,
    ...(typeof reset === 'string' ? { reset } : {}),
  };
}
