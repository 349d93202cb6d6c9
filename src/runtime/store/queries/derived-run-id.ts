import { createHash } from 'node:crypto';
import { createRandomFrom } from '../../observe/index.ts';
import type { FireRequest } from '../../ports/index.ts';
import { eventKey } from '../events/event-key.ts';

/** The id of a run that the store itself puts on record at a moment: it comes of what the run is, so that a repetition gives the same. */
export function derivedRunId({ key, fireTime, artefactDigest }: FireRequest, now: number): string {
  const bytes = createHash('sha256')
    .update(`${eventKey(key)} ${fireTime} ${artefactDigest}`)
    .digest();
  return createRandomFrom((count) => bytes.subarray(0, count)).id(now);
}
