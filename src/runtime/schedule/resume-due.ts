import type { Look } from './scheduler-context.ts';

/** Lets paused pipelines go on whose time is over; returns whether there were any. */
export async function resumeDue({ deps, fence, now }: Look): Promise<boolean> {
  const { store, scope, log } = deps;
  const due = await store.dueResumes(scope, now);
  if (due.length === 0) return false;
  await store.resumeDue(fence, scope, due, now);
  for (const pipeline of due) log.info('the time of a pause is over', { pipeline });
  return true;
}
