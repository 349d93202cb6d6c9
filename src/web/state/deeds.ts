import { api, ApiError } from './api.ts';
import type { PruneWish, RollbackWish } from './api-types.ts';
import { changedRun, notify } from './facts.ts';
import { refresh, reloadSoon } from './live.ts';

/** Asks for a run and says what came of it. */
export async function runNow(pipeline: string): Promise<void> {
  try {
    const run = await api.requestRun(pipeline);
    notify({
      kind: 'done',
      text: `${pipeline} is on record to run.`,
      link: { href: `#/runs/${run.id}`, text: 'Follow it' },
    });
  } catch (thrown) {
    notifyFailure(`${pipeline} cannot be run`, thrown);
  }
}

/** Has a pipeline fire no more for now. */
export async function pause(pipeline: string): Promise<void> {
  try {
    await api.pause(pipeline);
    notify({ kind: 'done', text: `${pipeline} is paused.` });
    reloadSoon(pipeline);
  } catch (thrown) {
    notifyFailure(`${pipeline} cannot be paused`, thrown);
  }
}

/** Lets a paused pipeline go on. */
export async function resume(pipeline: string): Promise<void> {
  try {
    await api.resume(pipeline);
    notify({ kind: 'done', text: `${pipeline} goes on.` });
    reloadSoon(pipeline);
  } catch (thrown) {
    notifyFailure(`${pipeline} cannot be resumed`, thrown);
  }
}

/** Asks for a run to be stopped. */
export async function cancel(id: string): Promise<void> {
  try {
    changedRun.value = await api.cancel(id);
    notify({ kind: 'done', text: 'The run was asked to stop.' });
  } catch (thrown) {
    notifyFailure('The run cannot be cancelled', thrown);
  }
}

/** Asks for a run that is over to be run once more. */
export async function rerun(id: string): Promise<void> {
  try {
    changedRun.value = await api.rerun(id);
    notify({ kind: 'done', text: 'The run is on record to run again.' });
  } catch (thrown) {
    notifyFailure('The run cannot be run again', thrown);
  }
}

function notifyFailure(what: string, thrown: unknown): void {
  if (!(thrown instanceof ApiError)) throw thrown;
  notify({ kind: 'failed', text: `${what}: ${thrown.message}.`, help: thrown.help });
}

/** Has deletes done that were held. */
export async function prune(which: PruneWish, what: string): Promise<void> {
  try {
    const { pruned } = await api.prune(which);
    notify({
      kind: 'done',
      text: pruned.length === 1 ? `${what} is deleted.` : `${pruned.length} pipelines are deleted.`,
    });
    await refresh();
  } catch (thrown) {
    notifyFailure(`${what} cannot be deleted`, thrown);
  }
}

/** Brings a deleted pipeline back. */
export async function restore(pipeline: string): Promise<void> {
  try {
    await api.restore(pipeline);
    notify({
      kind: 'done',
      text: `${pipeline} is back.`,
      link: { href: `#/history/${encodeURIComponent(pipeline)}`, text: 'See its history' },
    });
    await refresh();
  } catch (thrown) {
    notifyFailure(`${pipeline} cannot be restored`, thrown);
  }
}

/** Makes a pipeline what it was in a generation, where it is still what was seen; or ends that. */
export async function rollBack(pipeline: string, wish: RollbackWish): Promise<void> {
  try {
    const { outcome, to, generation: now } = await api.rollBack(pipeline, wish);
    const text =
      outcome === 'undone'
        ? `${pipeline} is what the files say again, as generation ${now}.`
        : `${pipeline} is what it was in generation ${to.generation ?? '?'}, as generation ${now}.`;
    notify({ kind: 'done', text });
    await refresh();
  } catch (thrown) {
    notifyFailure(`${pipeline} cannot be ${wish.undo === true ? 'made what the files say' : 'rolled back'}`, thrown);
  }
}
