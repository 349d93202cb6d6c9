import { bind, bindComparison, type Artefact, type Template } from '../../compiler/index.ts';
import { OperatingError, toOperatingError } from '../errors.ts';
import type { Engine, EngineRef, Engines, LaunchRequest, RunRecord } from '../ports/index.ts';

/** An attempt that can be handed to its engine. */
export interface PreparedAttempt {
  readonly engine: Engine;
  readonly request: LaunchRequest;
  readonly ref: EngineRef;
  /** What source and sink are asked when it has ended; undefined = nothing. */
  readonly comparison: Template | undefined;
}

/**
 * Binds a run's artefact and chooses the id under which its engine will know the job. Touches nothing.
 * Everything comes from the record, so every attempt of a run, here or elsewhere, binds the same values.
 *
 * @param known The ref of an attempt that was started already.
 */
export function prepareAttempt(
  engines: Engines,
  artefact: Artefact,
  run: RunRecord,
  attempt: number,
  cursor: string | undefined,
  known?: EngineRef,
): PreparedAttempt | OperatingError {
  try {
    const engine = engines.get(artefact.engine.type);
    const context = {
      fireTime: run.fireTime,
      previousFireTime: run.previousFireTime,
      timeZone: artefact.pipeline.schedule.timeZone,
      cursor,
      parameters: parametersOf(artefact, run),
      environment: run.environment,
      pipeline: run.pipeline,
    };
    const job = bind(artefact, context);
    const request: LaunchRequest = { runId: run.id, attempt, fireTime: run.fireTime, artefact, job, cursor };
    return {
      engine,
      request,
      ref: known ?? engine.reserve(request),
      comparison: bindComparison(artefact, context),
    };
  } catch (thrown) {
    return toOperatingError(thrown);
  }
}

/** Defaults of the pipeline, overridden by what the run was asked for with; checked against their patterns. */
function parametersOf(artefact: Artefact, run: RunRecord): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, default: fallback, pattern } of artefact.pipeline.parameters) {
    const value = run.parameters[name] ?? fallback;
    if (value === undefined) continue;
    if (!new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
      throw new OperatingError('INVALID_REQUEST', `the value of parameter \`${name}\` does not match ${pattern}`, {
        retryable: false,
        help: 'give a value that matches, or change the pattern in the pipeline',
      });
    }
    values[name] = value;
  }
  return values;
}
