import { toOperatingError } from '../errors.ts';
import type { RuntimeMetrics } from '../observe/index.ts';
import type { Clock, Condition, Deployment, DeploymentChange, Log, Random, Store, Scope } from '../ports/index.ts';
import { applyEach, type ChangeWriter } from './apply-each.ts';
import { recordConditions } from './record-conditions.ts';
import { Stalls } from './stalls.ts';

export interface DeployerDependencies {
  readonly store: Pick<Store, 'applyChanges' | 'setConditions' | 'ping'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Pick<Random, 'fraction'>;
  readonly metrics: Pick<RuntimeMetrics, 'conditions'>;
}

/** What the desired state asks for, and what is on record. */
export interface WantedChanges {
  readonly place: Scope;
  readonly revision: string;
  readonly changes: readonly DeploymentChange[];
  readonly deployments: readonly Deployment[];
  readonly conditions: readonly Condition[];
}

/** Writes changes of deployments, whichever can be written, and knows which cannot. Leader only. */
export interface Deployer {
  /** Returns what was written. Throws what is wrong with the store as a whole. */
  deploy(fence: number, wanted: WantedChanges): Promise<readonly DeploymentChange[]>;
  /** When a change that was refused is to be tried again, UTC milliseconds. */
  readonly nextTry: number | undefined;
}

/** Makes a deployer, which has nothing to try again. */
export function createDeployer({ store, clock, log, random, metrics }: DeployerDependencies): Deployer {
  const stalls = new Stalls(random);
  return {
    get nextTry() {
      return stalls.nextTry;
    },
    async deploy(fence, { place, revision, changes, deployments, conditions }) {
      const due = stalls.due(changes, clock.now());
      const writer: ChangeWriter = {
        write: (part) => store.applyChanges(fence, revision, part, clock.now(), 'reconcile'),
        ping: () => store.ping(),
      };
      const first = await applyEach(
        due.filter((change) => !stalls.has(change)),
        writer,
      );
      // each alone, after the others: what was refused before would only have their batch refused again
      const again = await applyEach(
        due.filter((change) => stalls.has(change)),
        writer,
        { batch: 1, hopeless: Number.POSITIVE_INFINITY },
      );
      const applied = [...first.applied, ...again.applied];
      const refused = [...first.refused, ...again.refused];
      const generations = new Map(deployments.map(({ pipeline, generation }) => [pipeline, generation]));
      const fresh = stalls.note(changes, refused, (pipeline) => generations.get(pipeline) ?? 0, clock.now());
      for (const { change, error } of fresh) {
        const { code, message, help } = error;
        const { pipeline } = change.key;
        log.error('a pipeline cannot be written and is tried again, the others go on', {
          pipeline,
          code,
          message,
          help,
        });
      }
      metrics.conditions('stalled', stalls.conditions.length);
      try {
        const { ended } = await recordConditions(store, fence, place, {
          type: 'stalled',
          found: stalls.conditions,
          recorded: conditions,
          now: clock.now(),
        });
        for (const { pipeline } of ended) log.info('a pipeline is stalled no more', { pipeline });
      } catch (thrown) {
        // the store that refuses a pipeline may refuse what is said of it; what it has taken stays
        const { code, message } = toOperatingError(thrown);
        if (refused.length === 0 || code === 'STORE_FENCED') throw thrown;
        log.error('what is stalled cannot be put on record', { code, message });
      }
      return applied;
    },
  };
}
