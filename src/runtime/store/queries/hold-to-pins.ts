import type { DeploymentChange, DeploymentKey, Pin, RunReason } from '../../ports/index.ts';
import type { EventDraft } from '../events/append-events.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { conditionEvent, removeConditions } from './set-conditions.ts';

/**
 * Whether a change would only put back what a person has rolled back. A row that is the refused version all the same was written by
 * who knows no pins: what the desired state says holds, and the pin is over.
 */
export function isRefused(change: DeploymentChange, row: DeploymentTable | undefined, pin: Pin | undefined): boolean {
  return (
    change.kind === 'deploy' &&
    pin?.refused === change.compiled.digest &&
    row !== undefined &&
    row.state !== 'deleted' &&
    row.artefact_digest !== pin.refused
  );
}

/** How the end of a pin is told. */
export interface PinEnd {
  readonly actor: string;
  readonly reason: RunReason;
  readonly now: number;
}

/** Ends the pins of these deployments, as far as they have one. Returns the events that tell it, to be written beside what changed. */
export async function endPins(
  transaction: Transaction,
  keys: readonly DeploymentKey[],
  pins: ReadonlyMap<string, Pin>,
  { actor, reason, now }: PinEnd,
): Promise<readonly EventDraft[]> {
  if (pins.size === 0) return [];
  const names = new Set(keys.map(({ pipeline }) => pipeline));
  const over = [...names].flatMap((name) => pins.get(name)?.condition ?? []);
  await removeConditions(transaction, over);
  return over.map((condition) => {
    const event = conditionEvent(condition, 'deployment.unpinned', actor, now);
    return { ...event, data: { ...event.data, actor, reason } };
  });
}
