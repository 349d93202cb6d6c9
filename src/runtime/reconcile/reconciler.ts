import type { CompiledArtefact } from '../../compiler/index.ts';
import { wordsOf } from '../../message/index.ts';
import { OperatingError, toOperatingError } from '../errors.ts';
import type { RuntimeMetrics } from '../observe/index.ts';
import {
  pinsAmong,
  type Clock,
  type DesiredState,
  type Deployment,
  type DeploymentChange,
  type Lease,
  type Log,
  type Random,
  type RunReason,
  type Scope,
  type Source,
  type SourceStatus,
  type Store,
  type Wake,
} from '../ports/index.ts';
import { reconcileBackfills } from '../backfills/index.ts';
import { createDeployer } from './deployer.ts';
import { leaveEdited } from './leave-edited.ts';
import { pinsInForce } from './pins.ts';
import { planChanges } from './plan-changes.ts';
import { createNewestReader } from './read-newest.ts';
import { recordDeletes } from './record-deletes.ts';
import { logStatus, namesAsFields, originOf, sameStatus, statusOf } from './source-report.ts';

export interface ReconcilerDependencies {
  readonly source: Source;
  readonly store: Store;
  readonly lease: Pick<Lease, 'held' | 'fence'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: RuntimeMetrics;
  /** Spreads what is tried again. */
  readonly random: Pick<Random, 'fraction'>;
  /** What this process serves: definitions of a project of another name are not deployed. */
  readonly scope: Scope;
  /** Nudged when the source may have changed or leadership came. */
  readonly wake: Wake;
  /** Called when deployments have changed. */
  readonly deploymentsChanged: () => void;
  /** What becomes of a revision with errors: `pipeline`, the default, deploys what has none; `whole` nothing of it. */
  readonly apply?: 'pipeline' | 'whole';
  /** The source is read again no less often than this, nudged or not; default 5 min. */
  readonly resyncMs?: number;
}

/** What one reconciliation did. */
export interface ReconcileOutcome {
  readonly state: 'synced' | 'broken' | 'unreadable';
  readonly deployed: readonly string[];
  readonly deleted: readonly string[];
  /** New names of those that go on under another one. */
  readonly moved: readonly string[];
  /** Why deployments that are gone from the files stay; a reason constant. */
  readonly held: RunReason | undefined;
}

/**
 * Makes the recorded deployments what the definitions say. Leader only, level-triggered: it compares
 * and writes the difference, so a second reconciliation of the same state writes nothing. A file that
 * does not compile leaves what it defined as it was.
 */
export interface Reconciler {
  /** One reconciliation under this fence. Throws what the store throws. */
  reconcile(fence: number): Promise<ReconcileOutcome>;
  /** Reconciles when nudged and at every resync, one at a time, the newest state always winning. */
  run(signal: AbortSignal): Promise<void>;
}

/** What is said where plans were applied until now. */
const TAKES_OVER: Readonly<Record<Source['kind'], string>> = {
  folder: 'the folder takes the place of reviewed plans: what they deployed is made what the files say',
  git: 'the repository takes the place of reviewed plans: what they deployed is made what its commits say',
};

const UNREADABLE = 'definitions cannot be read, everything keeps its last good version';
const RENAMED = 'definitions are of another project by now, everything stays as it is';

const RESYNC_MS = 300_000;
/** Artefacts read at once: an engine that changes in sluice.yaml replaces all of them. */
const READ_TOGETHER = 16;
/** How soon a process that does not lead looks whether it does. */
const FOLLOWER_MS = 1_000;
const LONGEST_BACKOFF_MS = 10_000;
const NEVER = new AbortController().signal;

export function createReconciler(deps: ReconcilerDependencies): Reconciler {
  const { source, store, lease, clock, log, metrics, scope, wake } = deps;
  const { project, environment } = scope;
  const deployer = createDeployer(deps);
  let lastHeld: string | undefined;
  let reported: SourceStatus | undefined;

  /**
   * Says and stores what was seen where it differs from what this process saw last. A new process has seen
   * nothing, so it says what is wrong once more: who restarts it looks into its log, not into the last one's.
   */
  const report = async (fence: number, before: SourceStatus | undefined, status: SourceStatus, say: () => void) => {
    const news = !sameStatus(reported, status);
    if (before?.kind === 'apply') log.warn(TAKES_OVER[source.kind]);
    if (news) say();
    if (news || !sameStatus(before, status)) await store.setSourceStatus(fence, status);
    reported = status;
  };

  const unreadable = async (fence: number, error: OperatingError, told: string): Promise<ReconcileOutcome> => {
    const before = await store.sourceStatus(project, environment);
    const status: SourceStatus = {
      ...scope,
      ...originOf(source),
      ...(before?.commit === undefined ? {} : { commit: before.commit }),
      problem: { code: error.code, message: error.message, ...(error.help === undefined ? {} : { help: error.help }) },
      revision: before?.revision ?? '',
      state: 'unreadable',
      diagnostics: before?.diagnostics ?? [],
      files: before?.files ?? 0,
      pipelines: before?.pipelines ?? 0,
      checkedAt: clock.now(),
    };
    await report(fence, before, status, () =>
      log.error(told, {
        code: error.code,
        message: error.message,
        ...(error.help === undefined ? {} : { help: error.help }),
      }),
    );
    return { state: 'unreadable', deployed: [], deleted: [], moved: [], held: undefined };
  };

  const readNewest = createNewestReader(deps);
  /** The artefacts of what is deployed lie in the store: those are not read again. */
  const read = (recorded: readonly Deployment[], signal: AbortSignal) => {
    const live = recorded.filter(({ state }) => state !== 'deleted');
    return readNewest({ known: new Map(live.map((each) => [each.pipeline, each.artefactDigest])) }, signal);
  };

  const endPins = async (fence: number, versions: ReadonlyMap<string, string>): Promise<void> => {
    if (versions.size === 0) return;
    const ended = await store.releasePins(fence, scope, versions, clock.now());
    if (ended.length > 0) log.info('rolled back, and what the definitions say again', namesAsFields(ended));
  };

  const apply = async (
    fence: number,
    desired: DesiredState,
    deployments: readonly Deployment[],
  ): Promise<ReconcileOutcome> => {
    const { compilation } = desired;
    const named = compilation.project ?? project;
    if (named !== project) return unreadable(fence, renamed(project, named), RENAMED);
    const found = statusOf(desired, source, scope, clock.now());
    if (deps.apply === 'whole' && found.state === 'broken') {
      await report(fence, await store.sourceStatus(project, environment), found, () => {
        logStatus(log, found);
        log.error('nothing of this revision is deployed, as it has errors', { revision: desired.revision });
      });
      return { state: 'broken', deployed: [], deleted: [], moved: [], held: undefined };
    }
    const conditions = await store.listConditions(scope);
    const artefacts = await changedArtefacts(store, desired, deployments);
    const planned = planChanges(
      compilation,
      { deployments, conditions, artefact: (digest) => artefacts.get(digest) },
      (pipeline) => ({ ...scope, pipeline }),
      clock.now(),
    );
    const changes = await leaveEdited(store, scope, planned.changes, deployments);
    const applied = await deployer.deploy(fence, {
      place: scope,
      revision: desired.revision,
      changes,
      deployments,
      conditions,
    });
    const { told, isChanged } = await reconcileBackfills(deps, {
      scope,
      fence,
      wanted: compilation.backfills ?? [],
      isWhole: !compilation.incomplete,
    });
    if (applied.length > 0 || isChanged) deps.deploymentsChanged();
    const status = { ...found, diagnostics: [...found.diagnostics, ...told] };
    await report(fence, await store.sourceStatus(project, environment), status, () => {
      logStatus(log, status);
      for (const { code, message, file } of told) log.warn(message, { code, file });
    });
    const pins = pinsAmong(conditions);
    await endPins(fence, pinsInForce(compilation, deployments, pins));
    metrics.conditions('pinned', pins.size);
    await recordDeletes(deps, fence, { place: scope, compilation, planned, deployments, conditions });
    const held = planned.held && { code: planned.held.code, message: wordsOf(planned.held.why) };
    const names = (kind: DeploymentChange['kind']): string[] =>
      applied.filter((change) => change.kind === kind).map((change) => change.key.pipeline);
    const outcome = {
      state: status.state,
      deployed: names('deploy'),
      deleted: names('delete'),
      moved: names('move'),
      held,
    };
    if (outcome.deployed.length > 0) log.info('deployed', namesAsFields(outcome.deployed));
    if (outcome.moved.length > 0) log.info('moved to another name', namesAsFields(outcome.moved));
    if (outcome.deleted.length > 0) log.info('deleted', namesAsFields(outcome.deleted));
    if (held !== undefined && held.message !== lastHeld) log.warn('nothing deleted', { ...held });
    lastHeld = held?.message;
    return outcome;
  };

  /** Undefined where the reading was given up for something newer. */
  const reconcileOnce = async (fence: number, signal: AbortSignal): Promise<ReconcileOutcome | undefined> => {
    const started = clock.monotonic();
    const recorded = await store.listDeployments({ ...scope, includeDeleted: true });
    const desired = await read(recorded, signal);
    if (desired === undefined) return undefined;
    const outcome =
      desired instanceof OperatingError
        ? await unreadable(fence, desired, UNREADABLE)
        : await apply(fence, desired, recorded);
    metrics.reconciled(outcome.state, clock.monotonic() - started);
    return outcome;
  };

  return {
    async reconcile(fence) {
      for (;;) {
        const outcome = await reconcileOnce(fence, NEVER);
        if (outcome !== undefined) return outcome;
      }
    },
    async run(signal) {
      let failures = 0;
      let unread = 0;
      while (!signal.aborted) {
        let restMs = FOLLOWER_MS;
        const { fence } = lease;
        if (lease.held && fence !== undefined) {
          try {
            const outcome = await reconcileOnce(fence, signal);
            if (outcome === undefined) continue;
            failures = 0;
            unread = outcome.state === 'unreadable' ? unread + 1 : 0;
            restMs = unread > 0 ? unreadableMs(source, unread) : (deps.resyncMs ?? RESYNC_MS);
            if (unread === 0) restMs = Math.min(restMs, untilNextTry(deployer.nextTry, clock.now()));
          } catch (thrown) {
            const error = toOperatingError(thrown);
            restMs = Math.min(LONGEST_BACKOFF_MS, 200 * 2 ** failures);
            failures++;
            if (failures === 1 || error.code === 'INTERNAL') {
              log.error('reconciling failed, trying again', { code: error.code, message: error.message });
            }
          }
        }
        await wake.wait(restMs, signal);
      }
    },
  };
}

/** The name that is served is that of the lease, the fence and the page: it does not change under them. */
function renamed(from: string, to: string): OperatingError {
  return new OperatingError(
    'PROJECT_RENAMED',
    `sluice.yaml names the project \`${to}\`, and this process serves \`${from}\``,
    {
      retryable: false,
      help: `put \`name: ${from}\` back; or start \`sluice serve\` anew on each host: it deploys \`${to}\` beside what is deployed of \`${from}\`, which is not run any more`,
      fields: { served: from, named: to },
    },
  );
}

/** A try whose time is over by now was not made in this round, which had another reason not to write. */
function untilNextTry(nextTry: number | undefined, now: number): number {
  if (nextTry === undefined) return Number.POSITIVE_INFINITY;
  return nextTry > now ? nextTry - now : LONGEST_BACKOFF_MS;
}

/** When to read again what could not be read. A remote is not asked for ever at the same rate: one that refuses may lock the user out. */
function unreadableMs({ kind }: Source, times: number): number {
  return kind === 'folder'
    ? LONGEST_BACKOFF_MS
    : Math.min(RESYNC_MS, LONGEST_BACKOFF_MS * 2 ** Math.min(times - 1, 10));
}

/** Artefacts that are about to be replaced, to see whether their schedule changes, and of what may go on under another name. */
async function changedArtefacts(
  store: Store,
  desired: DesiredState,
  deployments: readonly Deployment[],
): Promise<Map<string, CompiledArtefact>> {
  const wanted = new Map(desired.compilation.pipelines.map(({ name, digest }) => [name, digest]));
  const live = deployments.filter(({ state }) => state !== 'deleted');
  const names = new Set(live.map(({ pipeline }) => pipeline));
  const hasNew = [...wanted.keys()].some((name) => !names.has(name));
  const replaced = live.filter(({ pipeline, artefactDigest, state }) => {
    const digest = wanted.get(pipeline);
    return digest === undefined ? hasNew : state === 'active' && digest !== artefactDigest;
  });
  const digests = [...new Set(replaced.map(({ artefactDigest }) => artefactDigest))];
  const artefacts = new Map<string, CompiledArtefact>();
  for (let start = 0; start < digests.length; start += READ_TOGETHER) {
    const together = digests.slice(start, start + READ_TOGETHER).map((digest) => readArtefact(store, digest));
    for (const compiled of await Promise.all(together))
      if (compiled !== undefined) artefacts.set(compiled.digest, compiled);
  }
  return artefacts;
}

/** One that somebody has made unreadable counts as one that is not stored: drift tells of it, and no other pipeline waits for it. */
async function readArtefact(store: Store, digest: string): Promise<CompiledArtefact | undefined> {
  try {
    return await store.getArtefact(digest);
  } catch (thrown) {
    if (toOperatingError(thrown).code !== 'INTERNAL') throw thrown;
    return undefined;
  }
}
