import type { PlannedChange } from './plan.ts';
import { REASONS } from './reasons/index.ts';

const READS_ANEW: ReadonlySet<string> = new Set(
  REASONS.filter((reason) => reason.readsAnew === true).map(({ reason }) => reason),
);

/** True of a pipeline of which it is worth to know how much it reads. */
export function readsAnew({ action, findings }: PlannedChange): boolean {
  if (action === 'create') return true;
  // another name or other credentials for one place bring no other rows
  return findings.some(
    ({ reason, meaning }) => READS_ANEW.has(reason) && meaning !== 'cosmetic' && meaning !== 'resource',
  );
}
