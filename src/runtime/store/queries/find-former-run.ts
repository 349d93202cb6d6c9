import type { DeploymentKey, RunRecord } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { findRun } from './find-run.ts';
import { formerNames } from './former-names.ts';

/** The run of a fire that a pipeline made under a name that it had before. */
export async function findFormerRun(
  db: Reader,
  { key, fireTime }: { readonly key: DeploymentKey; readonly fireTime: number },
): Promise<RunRecord | undefined> {
  for (const { name, after, until } of await formerNames(db, key)) {
    const run = await findRun(db, { ...key, pipeline: name, fireTime });
    if (run !== undefined && run.createdAt > after && run.createdAt <= until) return run;
  }
  return undefined;
}
