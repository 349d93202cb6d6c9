import { say, type Message } from '../../message/index.ts';
import type { Artefact } from '../artefact/index.ts';
import type { ChangedPipeline } from './reason.ts';

/**
 * What becomes of the job of a stream that is suspended, removed or no stream any more. Nobody stops it: to apply such a change is to
 * record it (runtime/reconcile). undefined where it is known that none runs, and of what is no stream.
 */
export function jobLeftRunning({ before, deployed }: ChangedPipeline): Message | undefined {
  if (before === undefined || !isContinuous(before) || deployed?.openRuns === 0) return undefined;
  return deployed === undefined
    ? say`its job, if one runs, is not stopped: it goes on until somebody cancels it`
    : say`its job is not stopped: it goes on until somebody cancels it`;
}

/** True of a pipeline whose job has no end of its own. */
export function isContinuous({ pipeline }: Artefact): boolean {
  return pipeline.schedule.kind === 'continuous';
}
