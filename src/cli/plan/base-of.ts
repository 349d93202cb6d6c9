import { existsSync } from 'node:fs';
import { say, type Message } from '../../message/index.ts';
import { FailedOperation, UsageError } from '../exit-code.ts';
import { openOperatorApi, settingsOf, type OperatorFlags } from '../operator-api.ts';
import { NoServer } from '../server-answer.ts';
import { commitBase } from './commit-base.ts';
import type { PlanBase } from './plan-base.ts';
import type { LiveDrift } from './with-drift.ts';

/** Flags that say what a plan compares with. */
export interface BaseFlags extends OperatorFlags {
  readonly base?: string;
  readonly live?: boolean;
}

/** An opened base; a store or a connection goes with it. */
export interface OpenBase extends PlanBase, AsyncDisposable {
  /** What engines really run of what is deployed. */
  drift(): Promise<LiveDrift>;
}

/**
 * With `--base` that commit, and no server is asked; else what the runtime last applied, by a server or in the store beside.
 * Throws a usage error for `--base` with `--live`, or with the server or the store of what is deployed.
 */
export async function openBase(root: string, flags: BaseFlags): Promise<OpenBase> {
  if (flags.base !== undefined && flags.live === true)
    throw new UsageError(
      say`--live looks at what is deployed, and --base compares with a commit, of which no engine knows`,
      say`leave --base out: the plan is then made against what is deployed`,
    );
  const deployed = flags.server === undefined ? (flags.stateDir === undefined ? undefined : '--state-dir') : '--server';
  if (flags.base !== undefined && deployed !== undefined)
    throw new UsageError(
      say`--base compares with a commit, and ${deployed} with what is deployed`,
      say`leave one of the two out`,
    );
  if (flags.base !== undefined) return withNothingOpen(commitBase(root, flags.base));
  const settings = settingsOf(flags);
  const { storeSettings } = await import('../local-server.ts');
  const store = storeSettings(root, settings);
  const server = settings.server.value;
  const { deployedBase, nothingDeployed } = await import('./deployed-base.ts');
  // to look must not make a store
  if (server === undefined && store.kind === 'sqlite' && !existsSync(store.path))
    return withNothingOpen(nothingDeployed(root, store.kind));
  const api = await readable(openOperatorApi(flags));
  const base = deployedBase(api, root, server === undefined ? store.kind : addressOf(server));
  return {
    sideFor: (head, options) => readable(base.sideFor(head, options)),
    drift: async () => (await import('./live-drift.ts')).liveDrift(api),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

/** Says of what cannot be reached that there is something else to compare with. */
async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new FailedOperation(
      say`what is deployed cannot be read: ${reason.said}`,
      say`${reason.help}; or compare with a commit, for which nothing is asked: \`--base REF\``,
      error,
    );
  }
}

/** Codes of a store that is not there for this user. */
const NOT_THERE: ReadonlySet<unknown> = new Set(['STORE_UNREACHABLE', 'STORE_REFUSED']);

/** What a store says comes in English. */
function reasonOf(error: unknown): { readonly said: string | Message; readonly help: string | Message } | undefined {
  if (error instanceof NoServer) return { said: error.said, help: error.help ?? '' };
  if (!(error instanceof Error) || !('code' in error) || !NOT_THERE.has(error.code)) return undefined;
  return { said: error.message, help: 'help' in error && typeof error.help === 'string' ? error.help : '' };
}

/** An address without a user and a password that may stand in it. */
function addressOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}

/** Where nothing was ever deployed there is no engine to ask. */
function withNothingOpen(base: PlanBase): OpenBase {
  return {
    ...base,
    drift: async () => ({ drift: [], notes: [say`no engine was asked: nothing is deployed`] }),
    async [Symbol.asyncDispose]() {},
  };
}
