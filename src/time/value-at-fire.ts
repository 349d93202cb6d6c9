import { evaluateRunTimeValue } from './evaluate.ts';
import { windowStart } from './fire-times.ts';
import type { RunTimeContext, RunTimeValue } from './run-time-value.ts';
import type { Schedule } from './schedule.ts';

/** What is known of a run before it starts; a cursor and what is resolved at launch are not. */
export type KnownOfRun = Partial<Pick<RunTimeContext, 'parameters' | 'environment' | 'pipeline'>>;

/**
 * What a run-time value will be at a fire of a schedule, as `bind` fills it: for hovers and for plans. Undefined
 * where only the run knows it (`cursor`, `secret`, `env`), and for what `known` leaves out.
 */
export function valueAtFire(
  value: RunTimeValue,
  schedule: Schedule,
  fireTime: number,
  known: KnownOfRun = {},
): string | undefined {
  const { parameters = {}, environment, pipeline } = known;
  if (value.kind === 'cursor' || value.kind === 'secret' || value.kind === 'env') return undefined;
  if (value.kind === 'environment') return environment;
  if (value.kind === 'pipeline') return pipeline;
  if (value.kind === 'parameter') return Object.hasOwn(parameters, value.name) ? parameters[value.name] : undefined;
  return evaluateRunTimeValue(value, {
    fireTime,
    previousFireTime: windowStart(schedule, fireTime),
    timeZone: schedule.timeZone,
    cursor: undefined,
    parameters,
    environment: '',
    pipeline: '',
  });
}
