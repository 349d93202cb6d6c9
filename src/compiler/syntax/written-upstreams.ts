import { child, type Location } from '../text/index.ts';
import type { PipelineDefinition } from './pipeline-definition.ts';

/** What `dependsOn` names, in either of its forms. */
export interface WrittenUpstreams {
  readonly names: readonly string[];
  /** One that succeeds is enough. */
  readonly any: boolean;
  /** Place of the list of names. */
  readonly at: Location;
}

/** Reads the names of `dependsOn`: a list, or a list under `all` or `any`; where both are given, `all`. `at`: of the definition. */
export function writtenUpstreams(
  { dependsOn = [] }: Pick<PipelineDefinition, 'dependsOn'>,
  at: Location,
): WrittenUpstreams {
  const place = child(at, 'dependsOn');
  if (Array.isArray(dependsOn)) return { names: dependsOn, any: false, at: place };
  const { all, any } = dependsOn;
  if (all === undefined && any !== undefined) return { names: any, any: true, at: child(place, 'any') };
  return { names: all ?? [], any: false, at: child(place, 'all') };
}
