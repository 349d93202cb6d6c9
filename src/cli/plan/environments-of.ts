import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadYaml } from '../../compiler/index.ts';
import { say } from '../../message/index.ts';
import { UsageError } from '../exit-code.ts';

/** Flags that name environments. */
export interface EnvironmentFlags {
  readonly base?: string;
  /** Every `--env`, each once. */
  readonly environments?: readonly string[];
  readonly allEnvironments?: boolean;
}

/**
 * The environments that plans are asked for, at least one; `default` where none is named. Throws a usage error for several without
 * a commit to compare with.
 */
export function environmentsOf(root: string, flags: EnvironmentFlags): readonly string[] {
  const { base, environments = [], allEnvironments = false } = flags;
  if (allEnvironments && environments.length > 0)
    throw new UsageError(say`--all-environments and --env name different environments`, say`leave one of them out`);
  const asked = allEnvironments ? declaredIn(root) : environments;
  if (asked.length > 1 && base === undefined)
    throw new UsageError(
      say`a runtime has the pipelines of one environment, and ${asked.length} are asked for`,
      say`compare with a commit, as in --base origin/main, or plan them one by one`,
    );
  return asked.length === 0 ? ['default'] : asked;
}

/** Names under `environments:`; none where sluice.yaml has none, or cannot be read: the compiler says why. */
function declaredIn(root: string): readonly string[] {
  try {
    const { document } = loadYaml(readFileSync(path.join(root, 'sluice.yaml')), 'sluice.yaml');
    const value = document?.value;
    const declared = typeof value === 'object' && value !== null && 'environments' in value ? value.environments : {};
    return typeof declared === 'object' && declared !== null ? Object.keys(declared) : [];
  } catch {
    return [];
  }
}
