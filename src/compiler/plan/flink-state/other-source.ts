import type { Artefact } from '../../artefact/index.ts';
import { isMap, type JsonValue } from '../compare/differences.ts';
import { formOf } from '../form-of.ts';
import { isUpdated, valuesUnder, type ChangedPipeline } from '../reason.ts';
import { sourceOf } from '../ends/source-of.ts';
import { judgeRestore } from './judge-restore.ts';

/** What else a stream reads, whose kept positions would carry on all the same. */
export interface OtherSource {
  readonly topic: boolean;
  /** By their addresses: two of one cluster cannot be told from two clusters. */
  readonly brokers: boolean;
}

/** What of a stream's source is another, where a savepoint holds positions by topic; all false where none does. */
export function otherSource(change: ChangedPipeline): OtherSource {
  const restore = judgeRestore(change);
  if (!isUpdated(change) || restore?.verdict === 'lost' || restore?.jobs?.before.source.keeps !== 'positions')
    return { topic: false, brokers: false };
  return {
    topic: valuesUnder(change, '/source/table').length > 0,
    brokers: brokersOf(change.before) !== brokersOf(change.after),
  };
}

function brokersOf(artefact: Artefact): string {
  const { datasource } = sourceOf(artefact);
  const datasources: JsonValue | undefined = formOf(artefact)['datasources'];
  const found = isMap(datasources) && typeof datasource === 'string' ? datasources[datasource] : undefined;
  return JSON.stringify(isMap(found) ? (found['brokers'] ?? null) : null);
}
