import type { Scope } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { RECONCILER } from '../events/event-actors.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';
import { endPins } from './hold-to-pins.ts';
import { lockDeployments } from './lock-deployments.ts';
import { pinsOf } from './pins.ts';

const REASON = { code: 'SOURCE_CHANGED', message: 'the source of the desired state says what is deployed' };

/** Ends the pins of deployments that are just these versions; returns their names. */
export async function releasePins(
  transaction: Transaction,
  scope: Scope,
  versions: ReadonlyMap<string, string>,
  now: number,
): Promise<readonly string[]> {
  const keys = [...versions.keys()].map((pipeline) => ({ ...scope, pipeline }));
  const rows = await lockDeployments(transaction, keys);
  const equal = keys.filter((key) => rows.get(eventKey(key))?.artefact_digest === versions.get(key.pipeline));
  const pins = await pinsOf(transaction.db, scope);
  const ended = await endPins(transaction, equal, pins, { actor: RECONCILER, reason: REASON, now });
  await appendEvents(transaction, ended);
  return equal.map(({ pipeline }) => pipeline).filter((pipeline) => pins.has(pipeline));
}
