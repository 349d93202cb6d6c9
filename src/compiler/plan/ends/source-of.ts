import type { Artefact } from '../../artefact/index.ts';
import { isMap, type JsonMap } from '../compare/differences.ts';
import { formOf } from '../form-of.ts';

/** The source of a pipeline in its plan form; empty of a command. */
export function sourceOf(artefact: Artefact): JsonMap {
  const { source } = formOf(artefact);
  return isMap(source) ? source : {};
}
