import { driftText, unseenText, type DriftFact, type UnseenFact } from '../../runtime/index.ts';
import { isoTimeOrNull } from './format-version.ts';

/** One drift, in English and as the facts that other languages are made of (schemas/drift.schema.json). */
export interface DriftJson extends Omit<DriftFact, 'since'> {
  readonly message: string;
  /** ISO time, UTC. */
  readonly since: string | null;
}

/** What could not be looked at, in the same way. */
export type UnseenJson = UnseenFact & { readonly message: string };

/** A drift in that shape; what it does not tell is left out. */
export function toDriftJson(fact: DriftFact): DriftJson {
  return { ...fact, since: isoTimeOrNull(fact.since), message: driftText(fact) };
}

/** What was not looked at, in that shape. */
export function toUnseenJson(unseen: UnseenFact): UnseenJson {
  return { ...unseen, message: unseenText(unseen) };
}
