import { showHoles, type Artefact, type Template } from '../artefact/index.ts';
import { workAt } from './member-at.ts';

/** The tables, topics and files that a pipeline reads. */
export function placeRead(artefact: Artefact): readonly string[] {
  return placesOf(artefact, 'source', ['tables', 'path', 'otherPaths']);
}

/** Those that it writes. */
export function placeWritten(artefact: Artefact): readonly string[] {
  return placesOf(artefact, 'sink', ['table', 'path']);
}

/** Only what is asked for is shown: a plan asks this of every pipeline of a project. */
function placesOf(artefact: Artefact, side: 'source' | 'sink', keys: readonly string[]): readonly string[] {
  const name = workAt(artefact, side, 'datasource', 'name');
  const datasources = typeof name === 'string' ? [name, ...addressOf(artefact.datasources?.[name])] : [''];
  const things = keys.flatMap((key) => {
    const found = workAt(artefact, side, key);
    return found === undefined ? [] : [showHoles(found)].flat();
  });
  return things
    .filter((thing): thing is string => typeof thing === 'string')
    .flatMap((thing) => datasources.map((datasource) => `${datasource} ${thing}`));
}

/** Where a server is, so that two names of one are one place; nothing where a host does not say it. */
function addressOf(datasource: Template | undefined): readonly string[] {
  if (typeof datasource !== 'object' || datasource === null || Array.isArray(datasource)) return [];
  const values = new Map(Object.entries(datasource));
  if (!values.has('host')) return [];
  return [JSON.stringify(['type', 'host', 'port', 'database'].map((key) => values.get(key) ?? null))];
}
