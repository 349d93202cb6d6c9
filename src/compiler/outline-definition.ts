import type { DefinitionPlace } from './compilation-result.ts';
import { memberOf } from './member-of.ts';
import type { Location } from './text/index.ts';

/** A definition with what others ask of it, whatever is wrong with it. */
export function outlineDefinition(value: unknown, at: Location): DefinitionPlace {
  const [name, owner, dependsOn] = ['name', 'owner', 'dependsOn'].map((key) => memberOf(value, key));
  return {
    name: isText(name) ? name : '',
    at,
    ...(isText(owner) ? { owner } : {}),
    dependsOn: [dependsOn, memberOf(dependsOn, 'all'), memberOf(dependsOn, 'any')].flat().filter(isText),
    isFamily: Array.isArray(memberOf(memberOf(value, 'source'), 'table')),
    value,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
