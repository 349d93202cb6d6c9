import { bind, type Artefact, type BoundJob } from '../compiler/index.ts';
import { windowStart, type Schedule } from '../time/index.ts';

/** What a run is given beside its fire time; absent = its pipeline's own. */
export interface GivenValues {
  readonly cursor?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Binds an artefact for a fire time as the runtime would. `clock` says where the window begins (`windowClock`). */
export function bindForFire(artefact: Artefact, fireTime: number, clock: Schedule, given: GivenValues = {}): BoundJob {
  const { schedule, parameters } = artefact.pipeline;
  return bind(artefact, {
    fireTime,
    previousFireTime: windowStart(clock, fireTime),
    timeZone: schedule.timeZone,
    cursor: given.cursor,
    parameters: {
      ...Object.fromEntries(
        parameters.flatMap((parameter) =>
          parameter.default === undefined ? [] : [[parameter.name, parameter.default]],
        ),
      ),
      ...given.parameters,
    },
    environment: artefact.environment,
    pipeline: artefact.pipeline.name,
  });
}
