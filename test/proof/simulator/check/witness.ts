import type { Verdict } from '../../support/verdict.ts';
import type { StoreWitness } from '../life/sim-store.ts';
import type { SharedDatabase, StoreCall } from '../world/shared-database.ts';
import type { SimFolder } from '../world/sim-folder.ts';

/** Methods whose first argument is the fence of a leader. */
const FENCED: ReadonlySet<string> = new Set([
  'applyChanges',
  'setSourceStatus',
  'recordFire',
  'setNextFireTime',
  'releaseWaiting',
  'setConditions',
  'purgeDeleted',
  'forgetRuns',
  'forgetRunEvents',
]);

/**
 * Looks at the database at each commit, before anybody else can write, with statements of its own: fences only grow and
 * have one holder each, no older one writes, no cursor goes back, no pipeline goes that nobody took out.
 */
export class Witness {
  readonly #database: SharedDatabase;
  readonly #folder: SimFolder;
  readonly #verdict: Verdict;
  readonly #writers = new Map<number, string>();
  readonly #cursors = new Map<string, number>();
  #fence = 0;

  constructor(database: SharedDatabase, folder: SimFolder, verdict: Verdict) {
    this.#database = database;
    this.#folder = folder;
    this.#verdict = verdict;
  }

  of(life: string): StoreWitness {
    return { committed: (call) => this.#committed(life, call) };
  }

  #committed(life: string, call: StoreCall): void {
    const fence = FENCED.has(call.method) ? call.args[0] : undefined;
    if (typeof fence === 'number') this.#wrote(life, call.method, fence);
    this.#checkFence();
    if (call.method === 'finishAttempt') this.#checkCursors();
    if (call.method === 'applyChanges') this.#checkDeleted();
  }

  #wrote(life: string, method: string, fence: number): void {
    this.#verdict.count('writes of leaders');
    if (fence < this.#fence)
      this.#verdict.broken.push(`${life} wrote ${method} under fence ${fence} after ${this.#fence} was given out`);
    const writer = this.#writers.get(fence);
    if (writer !== undefined && writer !== life)
      this.#verdict.broken.push(`${life} and ${writer} both wrote under fence ${fence}`);
    this.#writers.set(fence, life);
  }

  #checkFence(): void {
    const [row] = this.#database.rows("select fence from sluice_lease where name like 'leader:%'");
    const fence = Number(row?.['fence'] ?? 0);
    if (fence < this.#fence) this.#verdict.broken.push(`the fence went back from ${this.#fence} to ${fence}`);
    if (fence > this.#fence) this.#verdict.count('terms');
    this.#fence = Math.max(fence, this.#fence);
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
