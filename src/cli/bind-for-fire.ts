import { bind, type Artefact, type BoundJob } from '../compiler/index.ts';
import { windowStart, type Schedule } from '../time/index.ts';

/** Binds an artefact for a fire time as the runtime would, without a cursor. `clock` says where the window begins (`windowClock`). */
export function bindForFire(artefact: Artefact, fireTime: number, clock: Schedule): BoundJob {
  const { schedule, parameters } = artefact.pipeline;
  return bind(artefact, {
    fireTime,
    previousFireTime: windowStart(clock, fireTime),
    timeZone: schedule.timeZone,
    cursor: artefact.pipeline.incremental?.from,
    parameters: Object.fromEntries(
      parameters.flatMap((parameter) => (parameter.default === undefined ? [] : [[parameter.name, parameter.default]])),
    ),
    environment: artefact.environment,
    pipeline: artefact.pipeline.name,
  });
}
