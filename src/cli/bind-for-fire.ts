import { bind, type Artefact, type BoundJob } from '../compiler/index.ts';
import { windowStart } from '../time/index.ts';

/** Binds an artefact for a fire time as the runtime would, without a cursor. */
export function bindForFire(artefact: Artefact, fireTime: number): BoundJob {
  const { schedule, parameters } = artefact.pipeline;
  return bind(artefact, {
    fireTime,
    previousFireTime: windowStart(schedule, fireTime),
    timeZone: schedule.timeZone,
    cursor: artefact.pipeline.incremental?.from,
    parameters: Object.fromEntries(
      parameters.flatMap((parameter) => (parameter.default === undefined ? [] : [[parameter.name, parameter.default]])),
    ),
    environment: artefact.environment,
    pipeline: artefact.pipeline.name,
  });
}
