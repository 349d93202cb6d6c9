import type { Drift } from '../../compiler/index.ts';
import { inEnglish, say, type Message } from '../../message/index.ts';
import { DRIFT_REASONS, driftMessage, unseenMessage, type DriftReason } from '../../runtime/index.ts';
import type { DriftJson, UnseenJson } from '../../server/index.ts';
import type { OperatorApi } from '../operator-api.ts';
import type { LiveDrift } from './with-drift.ts';

/** Asks the process that knows the engines, by the API. Throws what the API throws. */
export async function liveDrift(api: OperatorApi): Promise<LiveDrift> {
  const { items, unseen } = await api.get<{
    readonly items: readonly DriftJson[];
    readonly unseen: readonly UnseenJson[];
  }>('/api/v1/drift');
  return { drift: items.map(toDrift), notes: unseen.map(unseenMessage) };
}

function toDrift(item: DriftJson): Drift {
  const { pipeline, reason, engine, run, job } = item;
  return {
    pipeline,
    reason,
    engine,
    ...(run === undefined ? {} : { run }),
    ...(job === undefined ? {} : { job }),
    message: messageOf(item),
  };
}

/** A newer server may tell of a drift that is not known here: in its own words. */
function messageOf({ since: _since, message, ...fact }: DriftJson): Message {
  return isKnown(fact.reason) ? driftMessage(fact) : inEnglish(say`${message}`, say`${fact.reason}`);
}

function isKnown(reason: string): reason is DriftReason {
  return DRIFT_REASONS.some((known) => known === reason);
}
