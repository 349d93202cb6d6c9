import { isTextTemplate, type Artefact, type Template } from '../artefact/index.ts';

/** The name of the datasource that a pipeline reads. Cheap: it is asked of every pipeline of a project. */
export function sourceDatasource({ pipeline }: Artefact): string | undefined {
  const name = memberOf(memberOf(memberOf(pipeline.work, 'source'), 'datasource'), 'name');
  return typeof name === 'string' ? name : undefined;
}

function memberOf(value: Template | undefined, key: string): Template | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isTextTemplate(value)) return undefined;
  return (value as { readonly [key: string]: Template })[key]; // what else is an object is a map
}
