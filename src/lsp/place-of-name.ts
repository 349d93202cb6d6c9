import type { CompilationResult, Location } from '../compiler/index.ts';
import { member } from './members.ts';

/** Where a datasource is declared: its name in its own file. */
export function datasourcePlace(name: string, { model }: CompilationResult): Location | undefined {
  const node = model?.datasources.get(name);
  return node && { file: node.at.file, path: [...node.at.path, 'name'], part: 'value' };
}

/** Where an engine is declared: its key in sluice.yaml. */
export function enginePlace(name: string, { model }: CompilationResult): Location | undefined {
  const node = model?.engines.get(name);
  return node && { ...node.at, part: 'key' };
}

/** Where a pipeline is defined, its name's own place; one of a family, where the family is defined. */
export function pipelinePlace(name: string, { definitions, nodes }: CompilationResult): Location | undefined {
  const at =
    definitions?.find((definition) => definition.name === name)?.at ?? nodes?.find((node) => node.name === name)?.at;
  return at && { file: at.file, path: [...at.path, 'name'], part: 'value' };
}

/** Where a column is declared in a list of columns, by its place there; `at` is the pipeline's. */
export function columnPlace(at: Location, definition: unknown, role: 'source' | 'sink', index: number): Location {
  const named = member(definition, role, 'columns', index, 'name') !== undefined;
  return { file: at.file, path: [...at.path, role, 'columns', index, ...(named ? ['name'] : [])], part: 'value' };
}
