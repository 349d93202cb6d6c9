import { existsSync } from 'node:fs';
import { openOperatorApi, settingsOf, type OperatorFlags } from '../operator-api.ts';
import { commitBase } from './commit-base.ts';
import type { PlanBase } from './plan-base.ts';

/** Flags that say what a plan compares with. */
export interface BaseFlags extends OperatorFlags {
  readonly base?: string;
}

/** An opened base; a store or a connection goes with it. */
export type OpenBase = PlanBase & AsyncDisposable;

/** With `--base` that commit, and no server is asked; else what the runtime last applied, by a server or in the store beside. */
export async function openBase(root: string, flags: BaseFlags): Promise<OpenBase> {
  if (flags.base !== undefined) return withNothingOpen(commitBase(root, flags.base));
  const settings = settingsOf(flags);
  const { storeSettings } = await import('../local-server.ts');
  const store = storeSettings(root, settings);
  const server = settings.server.value;
  const { deployedBase, nothingDeployed } = await import('./deployed-base.ts');
  // to look must not make a store
  if (server === undefined && store.kind === 'sqlite' && !existsSync(store.path))
    return withNothingOpen(nothingDeployed(root, store.kind));
  const api = await openOperatorApi(flags);
  return {
    ...deployedBase(api, root, server === undefined ? store.kind : addressOf(server)),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

/** An address without a user and a password that may stand in it. */
function addressOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}

function withNothingOpen(base: PlanBase): OpenBase {
  return { ...base, async [Symbol.asyncDispose]() {} };
}
