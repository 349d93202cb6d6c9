import { say, type Message } from '../../../message/index.ts';
import type { Artefact } from '../../artefact/index.ts';
import { firingOf } from '../next-fires.ts';
import { isUpdated, valuesUnder, type ChangedPipeline } from '../reason.ts';
import { timeText } from '../time-text.ts';
import type { Effect } from './column-effects.ts';

/** What reaches a pipeline that waits for a changed one; undefined where nothing does. */
export function waiterEffect(change: ChangedPipeline, waiter: Artefact): Effect | undefined {
  const { before, after } = change;
  if (after === undefined) return { breaking: true, told: say`it waits for a pipeline that is gone` };
  const isStarted = waiter.pipeline.schedule.kind === 'upstream';
  if (before === undefined) return { breaking: false, told: say`it starts when this pipeline has succeeded` };
  if (after.pipeline.state === 'suspended' && before.pipeline.state !== 'suspended')
    return {
      breaking: true,
      told: isStarted
        ? say`it waits for this pipeline, and does not start while that is suspended`
        : say`it waits for this pipeline: its fires are skipped while that is suspended`,
    };
  const [was, is] = [before.pipeline.schedule.kind, after.pipeline.schedule.kind];
  if (isStarted && is === 'manual' && was !== 'manual')
    return { breaking: true, told: say`it starts only when somebody starts this pipeline` };
  if (valuesUnder(change, '/schedule', '/state', '/dependsOn').length === 0) return undefined;
  const told = isStarted ? startedElsewhen(change, waiter) : undefined;
  return told && { breaking: false, told };
}

/** One without a clock of its own fires by the clocks above it. */
function startedElsewhen(change: ChangedPipeline, waiter: Artefact): Message | undefined {
  if (!isUpdated(change)) return undefined;
  const { base, head, facts } = change;
  const { name, schedule } = waiter.pipeline;
  const earlier = base.pipelines.get(name)?.artefact;
  const [lost] = earlier === undefined ? [] : firingOf(earlier, base, facts.now).next;
  const [next] = firingOf(waiter, head, facts.now).next;
  if (next === lost) return undefined;
  if (next === undefined) return say`it starts when this pipeline has succeeded, which no clock says any more`;
  const at = timeText(next, schedule.timeZone);
  return lost === undefined
    ? say`it starts when this pipeline has succeeded, next for the fire at ${at}`
    : say`it starts when this pipeline has succeeded, next for the fire at ${at}, no longer for ${timeText(lost, schedule.timeZone)}`;
}
