import type { Artefact, ArtefactBrief, CompiledArtefact } from '../artefact/index.ts';
import { placesRead, placesWritten } from './downstream/places.ts';
import { databaseOf } from './downstream/servers.ts';
import { sourceDatasource } from './ends/source-datasource.ts';

/** What a plan asks of a pipeline that may stay as it is; as it was kept, where it was. */
export function briefOf(compiled: CompiledArtefact): ArtefactBrief {
  return compiled.brief ?? makeBrief(compiled.artefact);
}

/** The same, as the artefact has it. */
export function makeBrief(artefact: Artefact): ArtefactBrief {
  const { state, schedule, dependsOn } = artefact.pipeline;
  const datasource = sourceDatasource(artefact);
  return {
    state,
    schedule,
    dependsOn,
    ...(datasource === undefined ? {} : { datasource, database: databaseOf(artefact, datasource) }),
    reads: placesRead(artefact),
    writes: placesWritten(artefact),
  };
}
