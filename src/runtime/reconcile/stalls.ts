import type { DeploymentChange, FoundCondition, Random } from '../ports/index.ts';
import { namesOf } from './change-units.ts';
import type { RefusedChange } from './apply-each.ts';

/** Why a pipeline is stalled. */
export const STALLED = 'APPLY_REFUSED';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;
/** At most this share is added to a wait, so that what stalled together does not come back together. */
const JITTER = 0.2;

interface Stall {
  /** What was refused: another version of the pipeline is tried at once. */
  readonly wanted: string;
  readonly failures: number;
  readonly notBefore: number;
  readonly condition: FoundCondition;
}

/** Which changes the store refused, in the memory of the process that leads: a new leader tries each at once. */
export class Stalls {
  readonly #random: Pick<Random, 'fraction'>;
  #stalls = new Map<string, Stall>();

  constructor(random: Pick<Random, 'fraction'>) {
    this.#random = random;
  }

  /** Conditions of all that are stalled. */
  get conditions(): readonly FoundCondition[] {
    return [...this.#stalls.values()].map(({ condition }) => condition);
  }

  /** When the next one is to be tried again, UTC milliseconds. */
  get nextTry(): number | undefined {
    const times = [...this.#stalls.values()].map(({ notBefore }) => notBefore);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Whether just this change was refused before. */
  has(change: DeploymentChange): boolean {
    return this.#stalls.get(change.key.pipeline)?.wanted === wantedBy(change);
  }

  /** Those of the changes that are to be tried now. */
  due(changes: readonly DeploymentChange[], now: number): readonly DeploymentChange[] {
    if (this.#stalls.size === 0) return changes;
    return changes.filter((change) => {
      const stall = this.#stalls.get(change.key.pipeline);
      return stall === undefined || stall.wanted !== wantedBy(change) || stall.notBefore <= now;
    });
  }

  /**
   * Notes what became of a reconciliation. What is stalled no more, being applied or not wanted any more, is forgotten.
   *
   * @param wanted All changes that the desired state asks for, tried or not.
   * @param generationOf Of what is deployed; 0 where nothing is.
   * @returns Those that are stalled since now.
   */
  note(
    wanted: readonly DeploymentChange[],
    refused: readonly RefusedChange[],
    generationOf: (pipeline: string) => number,
    now: number,
  ): readonly RefusedChange[] {
    const failed = new Map(refused.map((each) => [each.change.key.pipeline, each]));
    const next = new Map<string, Stall>();
    const fresh: RefusedChange[] = [];
    for (const change of wanted) {
      const { pipeline } = change.key;
      const before = this.#stalls.get(pipeline);
      const failure = failed.get(pipeline);
      const isSame = before?.wanted === wantedBy(change);
      if (failure === undefined) {
        if (isSame && before.notBefore > now) next.set(pipeline, before);
        continue;
      }
      if (before === undefined) fresh.push(failure);
      const failures = (isSame ? before.failures : 0) + 1;
      next.set(pipeline, {
        wanted: wantedBy(change),
        failures,
        notBefore: now + this.#waitMs(failures),
        condition: conditionOf(failure, generationOf(namesOf(change).at(-1) ?? pipeline)),
      });
    }
    this.#stalls = next;
    return fresh;
  }

  #waitMs(failures: number): number {
    const doubled = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20));
    return Math.round(doubled * (1 + JITTER * this.#random.fraction()));
  }
}

function wantedBy(change: DeploymentChange): string {
  return change.kind === 'delete' ? '' : change.compiled.digest;
}

function conditionOf({ change, error: { code, message, help } }: RefusedChange, generation: number): FoundCondition {
  const words = change.kind === 'delete' ? 'it cannot be deleted' : 'its new version cannot be written';
  return {
    pipeline: change.key.pipeline,
    subject: '',
    reason: STALLED,
    message: `${words}, and is tried again: ${message}${help === undefined ? '' : `; ${help}`}`,
    generation,
    details: { code },
  };
}
