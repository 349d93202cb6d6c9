import type { NewFire, Store } from '../../../../src/runtime/ports/index.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { StoreWitness } from '../life/sim-store.ts';
import type { SharedDatabase, StoreCall } from '../world/shared-database.ts';
import type { SimFolder } from '../world/sim-folder.ts';
import { Holders } from './holders.ts';
import type { Holds } from './holds.ts';
import { pinsIn } from './pins-in.ts';

type Duty = 'leader' | 'scheduler';

/** Methods whose first argument is a fence, and whose fence that is. */
const FENCED: ReadonlyMap<string, Duty> = new Map([
  ['applyChanges', 'leader'],
  ['setSourceStatus', 'leader'],
  ['setConditions', 'leader'],
  ['releasePins', 'leader'],
  ['purgeDeleted', 'leader'],
  ['forgetRuns', 'leader'],
  ['forgetRunEvents', 'leader'],
  ['healDeployment', 'leader'],
  ['recordFire', 'scheduler'],
  ['recordFires', 'scheduler'],
  ['setNextFireTime', 'scheduler'],
  ['putOffFires', 'scheduler'],
  ['releaseWaiting', 'scheduler'],
  ['endOverdue', 'scheduler'],
  ['resumeDue', 'scheduler'],
  ['feedBackfill', 'scheduler'],
]);
const DUTIES: readonly Duty[] = ['leader', 'scheduler'];

/**
 * Looks at the database at each commit, before anybody else can write, with statements of its own: fences only grow and
 * have one holder each, no older one writes, nobody writes of another's run, no cursor goes back, no pipeline goes that nobody took
 * out, nothing that a person has rolled back is deployed or fired again by a daemon.
 */
export class Witness {
  readonly #database: SharedDatabase;
  readonly #folder: SimFolder;
  readonly #verdict: Verdict;
  readonly #holders: Holders;
  readonly #holds: Holds;
  readonly #writers = new Map<string, string>();
  readonly #cursors = new Map<string, number>();
  readonly #fences: Record<Duty, number> = { leader: 0, scheduler: 0 };
  /** Digests that are refused, by pipeline, as of the last commit. */
  #refused: ReadonlyMap<string, string> = new Map();

  constructor(database: SharedDatabase, folder: SimFolder, holds: Holds, verdict: Verdict) {
    this.#database = database;
    this.#folder = folder;
    this.#verdict = verdict;
    this.#holds = holds;
    this.#holders = new Holders(database, verdict);
  }

  of(life: string): StoreWitness {
    return { committed: (call) => this.#committed(life, call) };
  }

  #committed(life: string, call: StoreCall): void {
    const duty = FENCED.get(call.method);
    const [fence] = call.args;
    if (duty !== undefined && typeof fence === 'number') this.#wrote(life, call.method, duty, fence);
    for (const each of DUTIES) this.#checkFence(each);
    this.#holders.committed(life, call);
    if (call.method === 'finishAttempt') this.#checkCursors();
    if (call.method === 'applyChanges' || call.method === 'pruneDeployments') this.#checkDeleted();
    this.#checkPins(call);
    this.#holds.committed(call);
  }

  #checkPins({ method, args }: StoreCall): void {
    const before = this.#refused;
    const pins = pinsIn(this.#database);
    this.#refused = new Map(pins.map(({ pipeline, refused }) => [pipeline, refused]));
    for (const { pipeline, digest, refused } of pins)
      if (digest === undefined || digest === refused)
        this.#verdict.broken.push(`${pipeline} is pinned and not what it was rolled back to, since ${method}`);
    if (before.size === 0) return;
    if (method === 'applyChanges') {
      const digests = new Map(
        this.#database
          .rows("select pipeline, artefact_digest as digest from sluice_deployment where state <> 'deleted'")
          .map(({ pipeline, digest }) => [pipeline, digest]),
      );
      for (const [pipeline, refused] of before)
        if (digests.get(pipeline) === refused)
          this.#verdict.broken.push(`${pipeline} was deployed although it is refused`);
    }
    for (const fire of firesOf(method, args)) this.#checkFired(fire, before);
  }

  #checkFired({ request, runId }: NewFire, refused: ReadonlyMap<string, string>): void {
    if (request.actor !== undefined || refused.get(request.key.pipeline) !== request.artefactDigest) return;
    const [fired] = this.#database.rows(`select 1 from sluice_run where id = '${runId}'`);
    if (fired !== undefined) this.#verdict.broken.push(`run ${runId} was fired with the version that was rolled back`);
  }

  #wrote(life: string, method: string, duty: Duty, fence: number): void {
    this.#verdict.count('writes of leaders');
    const newest = this.#fences[duty];
    if (fence < newest)
      this.#verdict.broken.push(`${life} wrote ${method} under fence ${fence} after ${newest} was given out`);
    const term = `${duty} ${fence}`;
    const writer = this.#writers.get(term);
    if (writer !== undefined && writer !== life)
      this.#verdict.broken.push(`${life} and ${writer} both wrote under fence ${fence} of the ${duty}`);
    this.#writers.set(term, life);
  }

  #checkFence(duty: Duty): void {
    const [row] = this.#database.rows(`select fence from sluice_lease where name like '${duty}:%'`);
    const fence = Number(row?.['fence'] ?? 0);
    const before = this.#fences[duty];
    if (fence < before) this.#verdict.broken.push(`the fence of the ${duty} went back from ${before} to ${fence}`);
    if (fence > before) this.#verdict.count('terms');
    this.#fences[duty] = Math.max(fence, before);
  }

  #checkCursors(): void {
    for (const { pipeline, value } of this.#database.rows('select pipeline, value from sluice_cursors')) {
      const [name, now] = [String(pipeline), Number(value)];
      const before = this.#cursors.get(name) ?? 0;
      if (now < before) this.#verdict.broken.push(`the cursor of ${name} went back from ${before} to ${now}`);
      this.#cursors.set(name, now);
    }
  }

  #checkDeleted(): void {
    for (const { pipeline } of this.#database.rows("select pipeline from sluice_deployment where state = 'deleted'")) {
      if (!this.#folder.wasRemoved(String(pipeline)))
        this.#verdict.lost.push(`${String(pipeline)} was deleted and nobody had taken it out`);
    }
  }
}

/** The fires that a call is to record; `as` because the call is the store's own. */
function firesOf(method: string, args: readonly unknown[]): readonly NewFire[] {
  if (method === 'recordFires') return (args as Parameters<Store['recordFires']>)[1];
  if (method !== 'recordFire') return [];
  const [, request, runId] = args as Parameters<Store['recordFire']>;
  return [{ request, runId }];
}
