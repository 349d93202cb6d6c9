import type { ParameterSpec } from './plugin-spec.ts';

/** Every parameter of a table, each before those inside it. */
export function allParameters(parameters: Readonly<Record<string, ParameterSpec>>): readonly ParameterSpec[] {
  return Object.values(parameters).flatMap((spec) => [
    spec,
    ...(spec.members === undefined ? [] : allParameters(spec.members)),
  ]);
}
