import { createExecutor, type ExecutorDependencies } from '../../../src/runtime/execute/index.ts';
import { createWake } from '../../../src/runtime/observe/index.ts';
import type { LaunchRequest } from '../../../src/runtime/ports/index.ts';
import { breakable, createRuntimeLab, enginesOf } from './runtime-lab.ts';
import { ScriptedEngine, SUCCEEDED, type JobScript } from './scripted-engine.ts';

/** A job that succeeds at once. */
export const QUICK: JobScript = { durationMs: 0, end: SUCCEEDED };

/** A job that fails soon; `retryable`: to try again may help. */
export const failed = (retryable: boolean): JobScript => ({
  durationMs: 10,
  end: { state: 'failed', metrics: { rowsRead: 1 }, reason: { code: 'JOB_FAILED', message: 'bad row', retryable } },
});

interface StartOptions
  extends
    Pick<ExecutorDependencies, 'drain' | 'finishMs' | 'concurrency' | 'labels'>,
    Partial<Pick<ExecutorDependencies, 'measureEnds'>> {
  readonly executor?: string;
}

/** A runtime lab in which executors run, each as in a process of its own. */
export type ExecutorLab = Awaited<ReturnType<typeof createExecutorLab>>;

export async function createExecutorLab() {
  const lab = await createRuntimeLab();
  const stops: (() => Promise<void>)[] = [];
  return {
    ...lab,
    engineOf: (script: (request: LaunchRequest) => JobScript): ScriptedEngine => new ScriptedEngine(lab.clock, script),
    /** An executor: `stop` ends it gracefully, `kill` never lets it act again. */
    start(engine: ScriptedEngine, { executor: name = 'host:1:1', ...options }: StartOptions = {}) {
      const link = breakable(lab.store);
      const executor = createExecutor({
        ...lab,
        ...options,
        store: link.store,
        engines: enginesOf(engine),
        engineTypes: [engine.type],
        executor: name,
        wake: createWake(lab.clock),
        scheduler: createWake(lab.clock),
      });
      const abort = new AbortController();
      const running = executor.run(abort.signal);
      const stop = async (): Promise<void> => {
        abort.abort();
        await lab.clock.advance(6_000 + (options.finishMs ?? 0));
        await running;
      };
      stops.push(stop);
      return { executor, link, stop, kill: () => void (link.cut = true) };
    },
    async close(): Promise<void> {
      for (const stop of stops.splice(0)) await stop();
      await lab.close();
    },
  };
}
