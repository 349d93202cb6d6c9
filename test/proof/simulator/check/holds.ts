import type { Verdict } from '../../support/verdict.ts';
import type { SharedDatabase, StoreCall } from '../world/shared-database.ts';
import type { SimClock } from '../world/sim-clock.ts';
import { type SimFolder, HOLDING_SHARE } from '../world/sim-folder.ts';
import type { SimPipeline } from '../world/sim-project.ts';
import { SKEW_MS } from './tolerances.ts';

/** Methods that may move cursors: those by which holders write of their runs, many in one commit. */
const MOVING_CURSORS: ReadonlySet<string> = new Set(['startAttempt', 'markRunning', 'updateMetrics', 'finishAttempt']);

/** Fires that a person had left out: from the first one on, before the second. */
export interface SkippedFires {
  readonly pipeline: string;
  readonly from: number;
  readonly to: number;
}

interface SeenDeployment {
  readonly state: string;
  readonly digest: string;
  readonly generation: number;
  readonly next: number | undefined;
  readonly last: number | undefined;
}

/** What the database had after a commit. */
interface Seen {
  readonly deployments: ReadonlyMap<string, SeenDeployment>;
  /** With the time at which the pause ends by itself. */
  readonly paused: ReadonlyMap<string, number | undefined>;
  /** Fires on record of what is paused that nobody asked for. */
  readonly fired: ReadonlyMap<string, number>;
  /** With the share of deletes that the policy allowed then. */
  readonly held: ReadonlyMap<string, number>;
  readonly restored: ReadonlySet<string>;
  readonly cursors: ReadonlyMap<string, string>;
}

const NOTHING: Seen = {
  deployments: new Map(),
  paused: new Map(),
  fired: new Map(),
  held: new Map(),
  restored: new Set(),
  cursors: new Map(),
};

/**
 * Holds each commit against what people have decided: what is paused fires nothing, and goes on when a person says so or its time is over;
 * what waits for a yes goes with one; what was brought back is what it was, with its cursor and its clock, and stays.
 */
export class Holds {
  readonly #database: SharedDatabase;
  readonly #folder: SimFolder;
  readonly #pipelines: readonly SimPipeline[];
  readonly #clock: SimClock;
  readonly #verdict: Verdict;
  /** What people have resumed without making up for what was missed. */
  readonly skipped: SkippedFires[] = [];
  /** How often something had been put back into the files when this was restored. */
  readonly #restoredAt = new Map<string, number>();
  #seen = NOTHING;

  constructor(
    {
      database,
      folder,
      clock,
    }: { readonly database: SharedDatabase; readonly folder: SimFolder; readonly clock: SimClock },
    pipelines: readonly SimPipeline[],
    verdict: Verdict,
  ) {
    this.#database = database;
    this.#folder = folder;
    this.#clock = clock;
    this.#pipelines = pipelines;
    this.#verdict = verdict;
  }

  /** Names of what is paused now. */
  get paused(): readonly string[] {
    return [...this.#seen.paused.keys()];
  }

  /** Names of what is deployed although the files may not have it: held for a yes, or brought back. */
  get kept(): ReadonlySet<string> {
    return new Set([...this.#seen.held.keys(), ...this.#seen.restored]);
  }

  /** Told of each commit, before anybody else can write. */
  committed(call: StoreCall): void {
    const before = this.#seen;
    const after = this.#look();
    this.#seen = after;
    for (const [pipeline, until] of before.paused) {
      if (!after.paused.has(pipeline)) this.#checkEnd(call, pipeline, { until, before, after });
      else if ((after.fired.get(pipeline) ?? 0) > (before.fired.get(pipeline) ?? 0))
        this.#verdict.broken.push(`${pipeline} was fired by ${call.method} while it was paused`);
    }
    for (const [pipeline, was] of before.deployments) {
      const is = after.deployments.get(pipeline);
      if (was.state !== 'deleted' && is?.state === 'deleted') this.#checkDelete(call, pipeline, before);
      if (was.state === 'deleted' && is !== undefined && is.state !== 'deleted' && call.method === 'restoreDeployment')
        this.#checkRestored(pipeline, { was, is, asked: Number(call.args[1]) });
    }
    if (MOVING_CURSORS.has(call.method)) return;
    for (const [pipeline, cursor] of before.cursors)
      if (after.cursors.get(pipeline) !== cursor)
        this.#verdict.lost.push(`the cursor of ${pipeline} was ${cursor} before ${call.method}`);
  }

  #checkEnd(
    { method, args }: StoreCall,
    pipeline: string,
    { until, before, after }: { readonly until: number | undefined; readonly before: Seen; readonly after: Seen },
  ): void {
    const now = this.#clock.now();
    if (method === 'resumeDeployment' && isOf(args[0], pipeline)) {
      this.#verdict.count('pauses ended by people');
      const [from, to] = [before.deployments.get(pipeline)?.next, after.deployments.get(pipeline)?.next];
      if (from !== undefined && to !== undefined && to > from) this.skipped.push({ pipeline, from, to });
    } else if (method === 'resumeDue' && until !== undefined && until <= now + SKEW_MS) {
      this.#verdict.count('pauses that were over');
    } else {
      this.#verdict.broken.push(`${pipeline} was paused by a person, and ${method} let it go on`);
    }
  }

  #checkDelete({ method, args }: StoreCall, pipeline: string, before: Seen): void {
    if (method === 'pruneDeployments') {
      const waited = before.held.has(pipeline) || before.restored.has(pipeline);
      if (!waited || !isAmong(args[0], pipeline))
        this.#verdict.lost.push(`${pipeline} was pruned, and nobody had been asked for it`);
      return;
    }
    if (method !== 'applyChanges') this.#verdict.lost.push(`${pipeline} was deleted by ${method}`);
    if (this.#folder.holds && before.held.get(pipeline) === HOLDING_SHARE)
      this.#verdict.lost.push(`${pipeline} was deleted without the yes that it waited for`);
    if (this.#restoredAt.get(pipeline) === this.#folder.comings)
      this.#verdict.lost.push(`${pipeline} was brought back by a person, and deleted by a daemon`);
  }

  /** `asked`: when a person asked for it, by the clock of the host. */
  #checkRestored(
    pipeline: string,
    { was, is, asked }: { readonly was: SeenDeployment; readonly is: SeenDeployment; readonly asked: number },
  ): void {
    this.#verdict.count('restored');
    this.#restoredAt.set(pipeline, this.#folder.comings);
    if (is.digest !== was.digest || is.generation !== was.generation + 1)
      this.#verdict.broken.push(`${pipeline} was restored as another than it was`);
    const { firesAt } = this.#pipelines.find(({ name }) => name === pipeline) ?? {};
    if (firesAt === undefined) return;
    const second = asked - (asked % 1_000);
    let [due, first] = [second, second + 1_000];
    while (!firesAt(due / 1_000)) due -= 1_000;
    while (!firesAt(first / 1_000)) first += 1_000;
    // a fixed rate begins with the slot that is due, unless that has fired
    if (is.next !== (due > (was.last ?? 0) ? due : first))
      this.#verdict.broken.push(`${pipeline} was restored to fire next at ${String(is.next)}, of ${due} and ${first}`);
  }

  #look(): Seen {
    const conditions = this.#database.rows(
      `select pipeline, type, json_extract(details, '$.until') as until, json_extract(details, '$.share') as share
       from sluice_condition where type in ('paused', 'delete-held', 'restored')`,
    );
    const of = (type: string) => conditions.filter((condition) => condition['type'] === type);
    const paused = new Map(of('paused').map(({ pipeline, until }) => [String(pipeline), timeOf(until)]));
    return {
      paused,
      fired: paused.size === 0 ? NOTHING.fired : this.#fired(),
      held: new Map(of('delete-held').map(({ pipeline, share }) => [String(pipeline), Number(share)])),
      restored: new Set(of('restored').map(({ pipeline }) => String(pipeline))),
      deployments: this.#deployments(),
      cursors: new Map(
        this.#database
          .rows('select pipeline, value from sluice_cursors')
          .map(({ pipeline, value }) => [String(pipeline), String(value)]),
      ),
    };
  }

  #deployments(): Seen['deployments'] {
    const rows = this.#database.rows(
      `select pipeline, state, artefact_digest as digest, generation, next_fire_time as next, last_fire_time as last
       from sluice_deployment`,
    );
    return new Map(
      rows.map(({ pipeline, state, digest, generation, next, last }) => [
        String(pipeline),
        {
          state: String(state),
          digest: String(digest),
          generation: Number(generation),
          next: timeOf(next),
          last: timeOf(last),
        },
      ]),
    );
  }

  #fired(): ReadonlyMap<string, number> {
    const rows = this.#database.rows(
      `select pipeline, count(*) as fired from sluice_run where trigger_kind <> 'manual' and pipeline in
         (select pipeline from sluice_condition where type = 'paused') group by pipeline`,
    );
    return new Map(rows.map(({ pipeline, fired }) => [String(pipeline), Number(fired)]));
  }
}

function timeOf(value: unknown): number | undefined {
  return value === null ? undefined : Number(value);
}

function isOf(request: unknown, pipeline: string): boolean {
  // `as` because the call is the store's own
  return (request as { readonly key: { readonly pipeline: string } }).key.pipeline === pipeline;
}

function isAmong(request: unknown, pipeline: string): boolean {
  // `as` because the call is the store's own
  return (request as { readonly pipelines: readonly string[] }).pipelines.includes(pipeline);
}
