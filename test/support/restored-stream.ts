import type { Artefact, Template } from '../../src/compiler/index.ts';
import { createFlinkSqlEngine } from '../../src/runtime/engines/flink-sql/index.ts';
import { OperatingError } from '../../src/runtime/errors.ts';
import { createFlinkRest, lastCause, type FlinkJobDetail } from '../../src/runtime/flink/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import { keptLog, launchRequest, secretsOf } from './launch-request.ts';

const clock = createSystemClock();
const random = createSystemRandom();
const PATIENCE_MS = 60_000;

/** Streams of Flink SQL on a real cluster, started as Sluice compiles them. */
export interface StreamCluster {
  /**
   * Starts a stream and waits until all its tasks run.
   *
   * @param savepoint where it takes its state from; none = anew.
   * @returns the job's id, or what Flink says where it refuses.
   */
  start(artefact: Artefact, savepoint?: string): Promise<{ readonly id: string } | { readonly refused: string }>;
  /** Stops a job and gives its savepoint. */
  stop(id: string): Promise<string>;
  cancel(id: string): Promise<void>;
  close(): Promise<void>;
}

/** The cluster behind these addresses; `secrets` by the names that datasources give them. */
export function streamCluster(
  addresses: { readonly rest: string; readonly gateway: string },
  secrets: Readonly<Record<string, string>>,
): StreamCluster {
  const rest = createFlinkRest({ url: addresses.rest, clock });
  const engine = createFlinkSqlEngine({ secrets: secretsOf(secrets), clock, random, log: keptLog(), unclearMs: 0 });
  const until = async (id: string, isThere: (job: FlinkJobDetail) => boolean): Promise<FlinkJobDetail> => {
    for (const end = clock.monotonic() + PATIENCE_MS; ; await clock.sleep(100)) {
      const job = await rest.job(id);
      if (job !== undefined && isThere(job)) return job;
      if (clock.monotonic() > end) throw new Error(`the job stays ${job?.state}: ${await rest.rootException(id)}`);
    }
  };
  return {
    async start(artefact, savepoint) {
      const request = launchRequest({
        runId: random.id(clock.now()),
        engine: { url: addresses.rest, gateway: addresses.gateway },
        engineType: 'flink-sql',
        template: savepoint === undefined ? artefact.job.template : withSavepoint(artefact.job.template, savepoint),
      });
      const ref = engine.reserve(request);
      try {
        await engine.submit(request, ref, () => undefined);
      } catch (thrown) {
        if (thrown instanceof OperatingError && thrown.code === 'ENGINE_REFUSED') return { refused: thrown.message };
        throw thrown;
      }
      const { state } = await until(ref.id, (job) => job.state === 'FAILED' || isWhole(job));
      return state === 'FAILED' ? { refused: lastCause((await rest.rootException(ref.id)) ?? '') } : { id: ref.id };
    },
    async stop(id) {
      const end = await rest.stop(id, { drain: false, timeoutMs: PATIENCE_MS });
      if (end?.kind !== 'completed') throw new Error(`no savepoint: ${JSON.stringify(end)}`);
      return end.location;
    },
    async cancel(id) {
      await rest.cancel(id);
      await until(id, (job) => job.state === 'CANCELED');
    },
    close: () => engine.close(),
  };
}

/** All its tasks run. */
function isWhole({ state, vertices }: FlinkJobDetail): boolean {
  return state === 'RUNNING' && vertices.every((vertex) => vertex.state === 'RUNNING');
}

/** The settings of the job with the savepoint among them, as an author could write it under `settings.options`. */
function withSavepoint(template: Template, savepoint: string): Template {
  const job = template as { readonly settings: Readonly<Record<string, string>>; readonly [key: string]: Template }; // a FlinkSqlJob
  return { ...job, settings: { ...job.settings, 'execution.savepoint.path': savepoint } };
}
