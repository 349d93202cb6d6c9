import { compileProject, type OutcomeOptions, type ProjectPlaces } from '../../compiler/index.ts';
import { definitionsOf } from './definitions-of.ts';

/** Where findings about a project belong: an outcome from the cache knows no places, so it is compiled. */
export async function projectPlaces(root: string, options: OutcomeOptions): Promise<ProjectPlaces> {
  const whole = await compileProject(root, options);
  const written = definitionsOf(whole);
  return {
    definitionOf: (pipeline) => written.get(pipeline),
    locatorOf: (file) => whole.locatorOf?.(file),
  };
}
