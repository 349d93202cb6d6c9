import type { Artefact } from '../../artefact/index.ts';
import { workAt } from '../member-at.ts';

/** The name of the datasource that a pipeline reads. Cheap: it is asked of every pipeline of a project. */
export function sourceDatasource(artefact: Artefact): string | undefined {
  const name = workAt(artefact, 'source', 'datasource', 'name');
  return typeof name === 'string' ? name : undefined;
}
