import { canonicalJson, digest } from '../compiler/index.ts';
import { OperatingError } from './errors.ts';
import type { AskedOnce, RunRecord, Scope, Store } from './ports/index.ts';

/** What a request under a key led to before, as it was answered then. */
export interface AnsweredRequest {
  readonly run: RunRecord;
  readonly created: boolean;
  readonly reopened: boolean;
}

/** The mark of a request: the same key for anything else is another request, and refused. */
export function askedOnce(key: string, request: Readonly<Record<string, unknown>>): AskedOnce {
  return { key, digest: digest(canonicalJson(request)) };
}

/**
 * Does what a request asks for, unless that was done under its key, and answers as then, whatever holds by now. Throws what
 * {@link askedBefore} throws, and what `act` does where nothing was done.
 */
export async function doOnce(
  store: Pick<Store, 'findRequest' | 'getRun'>,
  scope: Scope,
  once: AskedOnce,
  act: () => Promise<AnsweredRequest>,
): Promise<AnsweredRequest> {
  const before = await askedBefore(store, scope, once);
  if (before !== undefined) return before;
  try {
    return await act();
  } catch (thrown) {
    // Another try was quicker: this one meets its run, or what has come to hold since, rather than its key.
    const meanwhile = await askedBefore(store, scope, once);
    if (meanwhile === undefined) throw thrown;
    return meanwhile;
  }
}

/**
 * What was done for a request, so that it is not done again; undefined = nothing was. Throws REQUEST_REUSED where its key was of
 * another request, NOT_FOUND where its run is not on record any more.
 */
async function askedBefore(
  store: Pick<Store, 'findRequest' | 'getRun'>,
  scope: Scope,
  { key, digest: asked }: AskedOnce,
): Promise<AnsweredRequest | undefined> {
  const done = await store.findRequest(scope, key);
  if (done === undefined) return undefined;
  if (done.digest !== asked)
    throw new OperatingError('REQUEST_REUSED', 'this Idempotency-Key was of another request', {
      retryable: false,
      help: 'send each request under a key of its own, and only what is repeated word for word under the same',
      fields: { run: done.runId },
    });
  const run = await store.getRun(done.runId);
  if (run === undefined)
    throw new OperatingError('NOT_FOUND', `run ${done.runId} of this Idempotency-Key is not on record any more`, {
      retryable: false,
      help: 'send the request under another key to have it run once more',
    });
  return { run, created: done.outcome === 'created', reopened: done.outcome === 'reopened' };
}
