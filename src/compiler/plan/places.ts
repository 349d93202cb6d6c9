import { showHoles, type Artefact } from '../artefact/index.ts';
import { isMap, type JsonMap, type JsonValue } from './compare/differences.ts';

/** The tables, topics and files that a pipeline reads, as `datasource thing`. */
export function placeRead(artefact: Artefact): readonly string[] {
  const source = sideOf(artefact, 'source');
  return source === undefined ? [] : placesOf(source, [source['tables'], source['path'], source['otherPaths']]);
}

/** Those that it writes. */
export function placeWritten(artefact: Artefact): readonly string[] {
  const sink = sideOf(artefact, 'sink');
  return sink === undefined ? [] : placesOf(sink, [sink['table'], sink['path']]);
}

function sideOf({ pipeline }: Artefact, side: 'source' | 'sink'): JsonMap | undefined {
  const work = showHoles(pipeline.work) as JsonMap; // with the holes shown nothing but JSON is left
  const found = work[side];
  return isMap(found) ? found : undefined;
}

function placesOf(side: JsonMap, things: readonly (JsonValue | undefined)[]): readonly string[] {
  const datasource = isMap(side['datasource']) ? String(side['datasource']['name']) : '';
  return things
    .flat()
    .filter((thing): thing is string => typeof thing === 'string')
    .map((thing) => `${datasource} ${thing}`);
}
