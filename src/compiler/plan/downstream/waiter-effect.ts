import { say } from '../../../message/index.ts';
import type { Artefact } from '../../artefact/index.ts';
import { timesIn } from '../hole-texts.ts';
import { loadsDays, loadsPeriods, loadsWindows } from '../loaded-days.ts';
import { firingOf } from '../next-fires.ts';
import { isUpdated, valuesUnder, type ChangedPipeline } from '../reason.ts';
import { timeText } from '../time-text.ts';
import type { Effect } from './column-effects.ts';

/** What reaches a pipeline that waits for a changed one; undefined where nothing does. */
export function waiterEffect(change: ChangedPipeline, waiter: Artefact): Effect | undefined {
  const { before, after } = change;
  if (after === undefined) return { breaking: true, told: say`it waits for a pipeline that is gone` };
  if (before === undefined) return { breaking: false, told: say`it starts when this pipeline has succeeded` };
  if (after.pipeline.state === 'suspended' && before.pipeline.state !== 'suspended')
    return {
      breaking: true,
      told: isStartedByOthers(waiter)
        ? say`it waits for this pipeline, and does not start while that is suspended`
        : say`it waits for this pipeline: its fires are skipped while that is suspended`,
    };
  const [was, is] = [before.pipeline.schedule.kind, after.pipeline.schedule.kind];
  if (is === 'manual' && was !== 'manual' && isStartedByOthers(waiter))
    return { breaking: true, told: say`it starts only when somebody starts this pipeline` };
  if (valuesUnder(change, '/schedule', '/state', '/dependsOn').length === 0) return undefined;
  return isStartedByOthers(waiter) ? startedElsewhen(change, waiter) : undefined;
}

/** Asked last: most changes are of nothing that a waiter feels, and its artefact need not be read then. */
function isStartedByOthers({ pipeline }: Artefact): boolean {
  return pipeline.schedule.kind === 'upstream';
}

/** One without a clock of its own fires by the clocks above it. */
function startedElsewhen(change: ChangedPipeline, waiter: Artefact): Effect | undefined {
  if (!isUpdated(change)) return undefined;
  const { base, head, facts } = change;
  const { name, schedule } = waiter.pipeline;
  const earlier = base.pipelines.get(name)?.artefact;
  const was = earlier && firingOf(earlier, base, facts.now);
  const is = firingOf(waiter, head, facts.now);
  // the next one may be the same, and those after it others
  const place = is.next.findIndex((time, index) => time !== was?.next[index]);
  const [lost, next] = [was?.next[Math.max(0, place)], is.next[Math.max(0, place)]];
  if (is.next.length === 0)
    return lost === undefined
      ? undefined
      : { breaking: false, told: say`it starts when this pipeline has succeeded, which no clock says any more` };
  if (next === undefined || next === lost) return undefined;
  const at = timeText(next, schedule.timeZone);
  const told =
    lost === undefined
      ? say`it starts when this pipeline has succeeded, next for the fire at ${at}`
      : place === 0
        ? say`it starts when this pipeline has succeeded, next for the fire at ${at}, no longer for ${timeText(lost, schedule.timeZone)}`
        : say`it starts when this pipeline has succeeded, after that of ${timeText(is.next[place - 1] ?? next, schedule.timeZone)} for the fire at ${at}, no longer for ${timeText(lost, schedule.timeZone)}`;
  return losesPeriods(waiter, was?.perDay, is.perDay)
    ? {
        breaking: true,
        told: say`${told}; it fires less often, and what it loads by the time of each fire is not loaded for the others`,
      }
    : { breaking: false, told };
}

/** True of one that loads what each fire stands for, where there are fewer fires than such periods: less than one a day for one that loads days. */
function losesPeriods(waiter: Artefact, was: number | undefined, is: number | undefined): boolean {
  if (was === undefined || is === undefined || is >= was || !loadsPeriods(waiter)) return false;
  return loadsDays(waiter) ? is < 1 : !coversWindows(waiter);
}

/** From the fire before to its own: with fewer fires windows are longer. */
function coversWindows(waiter: Artefact): boolean {
  const bases = new Set(timesIn(waiter).map(({ base }) => base));
  return loadsWindows(waiter) && bases.size > 1;
}
