import { say, type Message } from '../../message/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { isMap, type JsonMap } from './compare/differences.ts';
import { consumerGroup } from './consumer-group.ts';
import type { PlanFacts } from './plan-side.ts';
import { sourceOf } from './ends/source-of.ts';

/**
 * Where a stream begins that has no state yet. `at`: there. `now`: with what comes after its start. `unknown`: as its connector
 * has it.
 */
export type StreamStart = { readonly kind: 'at'; readonly from: Message } | { readonly kind: 'now' | 'unknown' };

/** True of a pipeline whose engine keeps where it is: a stream that is no table read again and again by its column. */
export function isStream({ pipeline }: Artefact): boolean {
  return pipeline.schedule.kind === 'continuous' && pipeline.incremental === undefined;
}

/** Where a source that says where to begin, or is a stream, begins at its first start. */
export function streamStart(artefact: Artefact, specOf: PlanFacts['specOf']): StreamStart {
  const { start = defaultPoint(artefact, specOf) } = sourceOf(artefact);
  if (isMap(start)) return { kind: 'at', from: givenPoint(start) };
  // on FlinkX 1.11 the word for the beginning means the end: it begins as a group (connectors/kafka)
  if (start === 'earliest' && artefact.engine.type === 'flinkx') return groupStart(artefact, 'earliest') ?? OLDEST;
  switch (start) {
    case 'earliest':
      return OLDEST;
    case 'latest':
    case 'now':
      return { kind: 'now' };
    case 'committed': {
      const reset = artefact.engine.type === 'flink-sql' ? 'earliest' : 'latest'; // that of Kafka's client
      return groupStart(artefact, reset) ?? { kind: 'at', from: say`where it stands there` };
    }
    default:
      return { kind: 'unknown' };
  }
}

/** A stream is read whole. */
export const OLDEST: StreamStart = {
  kind: 'at',
  from: say`the oldest record that is kept`,
};

/** True of a reader of Kafka whose start without state depends on what its consumer group has committed. */
export function startsAsGroup(artefact: Artefact, specOf: PlanFacts['specOf']): boolean {
  const { start = defaultPoint(artefact, specOf) } = sourceOf(artefact);
  return start === 'committed' || (start === 'earliest' && artefact.engine.type === 'flinkx');
}

/** What its connector begins at where its author says nothing. */
function defaultPoint(artefact: Artefact, specOf: PlanFacts['specOf']): string | undefined {
  const { connector } = sourceOf(artefact);
  if (artefact.engine.type === 'flink-sql') return connector === 'kafka' ? 'committed' : undefined;
  const spec = typeof connector === 'string' ? specOf(connector) : undefined;
  const side = spec?.source[artefact.engine.type as keyof typeof spec.source]; // an artefact's engine type is a target's name
  return side?.plugin?.startsAt?.[0];
}

function givenPoint({ time, offsets, file, position, scn, lsn }: JsonMap): Message {
  if (typeof time === 'string') return say`${time}`;
  if (isMap(offsets)) {
    const told = Object.entries(offsets).map(([partition, offset]) => `${partition}: ${String(offset)}`);
    return say`the offsets ${told.join(', ')}`;
  }
  if (typeof file === 'string') return say`position ${Number(position ?? 0)} of the binlog file \`${file}\``;
  return typeof scn === 'string' ? say`SCN ${scn}` : say`LSN ${String(lsn)}`;
}

/** As a consumer group of Kafka; undefined where the source is none. */
function groupStart(artefact: Artefact, unlessSet: 'earliest' | 'latest'): StreamStart | undefined {
  const group = consumerGroup(artefact);
  if (group === undefined) return undefined;
  const from =
    (group.reset ?? unlessSet) === 'earliest'
      ? say`where its consumer group \`${group.name}\` stands (a new group: the oldest record that is kept)`
      : say`where its consumer group \`${group.name}\` stands (a new group: what comes after its start)`;
  return { kind: 'at', from };
}
