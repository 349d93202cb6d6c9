import type { LocalJob } from '../../src/compiler/index.ts';
import { createLocalEngine } from '../../src/runtime/engines/local/index.ts';
import { createSystemClock, createSystemRandom } from '../../src/runtime/observe/index.ts';
import type { Engine, LaunchRequest, Observation } from '../../src/runtime/ports/index.ts';
import { createScrubber, createSecrets } from '../../src/runtime/secrets/index.ts';

/** What a test says of a local job; the rest is empty. */
export interface LocalJobSketch {
  readonly source: Partial<LocalJob['source']> & Pick<LocalJob['source'], 'connector'>;
  readonly transform?: string;
  readonly sink: Partial<LocalJob['sink']> & Pick<LocalJob['sink'], 'connector'>;
  readonly errorRows?: number;
  readonly bytesPerSecond?: number;
}

/** A complete local job from a sketch. */
export function localJob({ source, transform, sink, errorRows, bytesPerSecond }: LocalJobSketch): LocalJob {
  return {
    source: {
      connection: {},
      table: null,
      query: null,
      path: null,
      file: null,
      columns: '*',
      where: null,
      incremental: null,
      options: {},
      ...source,
    },
    transform: transform === undefined ? null : { sql: transform },
    sink: {
      connection: {},
      table: null,
      path: null,
      file: null,
      columns: '*',
      mode: 'append',
      key: [],
      preSql: [],
      postSql: [],
      options: {},
      ...sink,
    },
    settings: { errorRows: errorRows ?? 0, bytesPerSecond: bytesPerSecond ?? null },
  };
}

/** What an engine is asked to launch when only the job matters. */
export function launchRequest(job: LocalJob, runId = 'run', attempt = 1): LaunchRequest {
  return {
    runId,
    attempt,
    fireTime: 0,
    cursor: undefined,
    // A local job is JSON; its interface cannot say so.
    job: { file: 'job.json', template: job as unknown as LaunchRequest['job']['template'], engine: {}, values: {} },
    artefact: {
      formatVersion: '1.0',
      project: 'test',
      environment: 'default',
      pipeline: {
        name: 'test',
        tags: [],
        state: 'running',
        schedule: { kind: 'manual', timeZone: 'UTC' },
        misfire: { policy: 'skip', limit: 1 },
        overlap: 'skip',
        dependsOn: [],
        retry: { attempts: 1, backoff: 'fixed', initialMs: 0, maxMs: 0 },
        priority: 0,
        parameters: [],
        work: null,
      },
      engine: { name: 'here', type: 'local', config: {} },
      job: { file: 'job.json', template: null },
    },
  };
}

/** A local engine on a folder, with real clock, random and secrets. */
export function localEngine(projectRoot: string, environment: NodeJS.ProcessEnv = {}): Engine {
  const { remember, scrub } = createScrubber();
  const secrets = createSecrets({ environment, onResolved: remember });
  return createLocalEngine({ secrets, clock: createSystemClock(), random: createSystemRandom(), projectRoot, scrub });
}

/** Runs a job to its end; `lines` is its log. A launch that fails rejects. */
export async function runLocal(
  projectRoot: string,
  sketch: LocalJobSketch,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ readonly observation: Observation; readonly lines: readonly string[] }> {
  const engine = localEngine(projectRoot, environment);
  const lines: string[] = [];
  const request = launchRequest(localJob(sketch));
  const ref = engine.reserve(request);
  const log = (line: string): void => void lines.push(line);
  await engine.submit(request, ref, log);
  return { observation: await untilEnded(engine, request, ref), lines };
}

/** Observes until the job has ended. */
export async function untilEnded(
  engine: Engine,
  request: LaunchRequest,
  ref: ReturnType<Engine['reserve']>,
): Promise<Observation> {
  const clock = createSystemClock();
  for (;;) {
    const observation = await engine.observe(request, ref, () => {});
    if (observation.state !== 'starting' && observation.state !== 'running') return observation;
    await clock.sleep(5);
  }
}
