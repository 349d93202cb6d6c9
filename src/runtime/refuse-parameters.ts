import { LONGEST_PARAMETER, type NormalisedPipeline } from '../compiler/index.ts';
import { OperatingError } from './errors.ts';

/** A parameter of a pipeline, as its artefact has it. */
type Parameter = NormalisedPipeline['parameters'][number];

/**
 * Refuses what a pipeline cannot be run with, before anything of it is on record: a parameter that it does not have, or a value that its
 * pattern does not take. Values are not repeated: nobody knows what is in them. Throws INVALID_REQUEST.
 */
export function refuseParameters(
  { name: pipeline, parameters }: Pick<NormalisedPipeline, 'name' | 'parameters'>,
  given: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(given)) {
    const parameter = parameters.find((known) => known.name === name);
    if (parameter === undefined)
      throw refused(
        `\`${pipeline}\` has no parameter \`${name}\``,
        parameters.length === 0 ? 'it has none' : `it has ${namesOf(parameters)}`,
      );
    // The patterns are known to be fast for values up to here.
    if (value.length > LONGEST_PARAMETER)
      throw refused(
        `the value of parameter \`${name}\` of \`${pipeline}\` is longer than ${LONGEST_PARAMETER} characters`,
        'give a shorter one',
      );
    if (!new RegExp(`^(?:${parameter.pattern})$`, 'u').test(value))
      throw refused(
        `the value of parameter \`${name}\` of \`${pipeline}\` does not match \`${parameter.pattern}\``,
        'give a value that matches as a whole, or change `pattern` under `params` of the pipeline',
      );
  }
}

/** Refuses a run without a value for a parameter that has no default. Throws INVALID_REQUEST. */
export function refuseMissingParameters(
  { name: pipeline, parameters }: Pick<NormalisedPipeline, 'name' | 'parameters'>,
  given: Readonly<Record<string, string>>,
): void {
  const missing = withoutDefault(parameters).filter(({ name }) => given[name] === undefined);
  if (missing.length === 0) return;
  throw refused(
    `no value for ${missing.map(({ name }) => `\`${name}\``).join(', ')} of \`${pipeline}\``,
    `it has no default: give one, which has to match \`${missing[0]?.pattern ?? ''}\``,
  );
}

/** Parameters that a run must be given a value for. */
export function withoutDefault(parameters: readonly Parameter[]): readonly Parameter[] {
  return parameters.filter((parameter) => parameter.default === undefined);
}

function namesOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => name).join(', ');
}

function refused(message: string, help: string): OperatingError {
  return new OperatingError('INVALID_REQUEST', message, { retryable: false, help });
}
