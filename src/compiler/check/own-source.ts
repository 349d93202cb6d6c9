import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { MovementNode, PipelineNode } from '../ir/index.ts';
import type { PipelineRule } from './rule.ts';
import { placesRead, placeWritten } from './table-place.ts';

/** A pipeline that writes the table which it reads: an error where it reads all of it and adds to it or empties it. */
export const ownSource: PipelineRule = {
  name: 'own-source',
  *check(pipeline): Iterable<Diagnostic> {
    const written = placeWritten(pipeline);
    if (written === undefined || pipeline.work.kind !== 'movement') return;
    const read = placesRead(pipeline).find(({ place }) => place === written.place);
    if (read === undefined) return;
    const found = makeDiagnostic(
      'SL0533',
      written.at,
      say`the sink writes \`${written.name}\`, which the source reads`,
      {
        labels: [{ at: read.at, message: say`read here` }],
        notes: [outcomeOf(pipeline, pipeline.work)],
        help: say`write another table; rows that change in place are changed by the database itself, with a command or \`postSql\``,
      },
    );
    yield isSurelyBroken(pipeline, pipeline.work) ? found : { ...found, severity: 'warning' };
  },
};

function outcomeOf(pipeline: PipelineNode, { sink }: MovementNode): Diagnostic['message'] {
  const isStream = pipeline.schedule.schedule.kind === 'continuous';
  if (isStream) return say`the stream reads what it has just written, and never comes to an end`;
  switch (sink.mode) {
    case 'append':
      return say`each run reads what earlier runs have added, and adds it again`;
    case 'overwrite':
      return say`the table is emptied while it is read, and rows that were not read yet are lost`;
    default:
      return say`rows change while they are read: which of them the source sees before and which after is not known`;
  }
}

/** What is chosen or made anew on the way need not be what was written; the local engine empties and fills in one step. */
function isSurelyBroken({ engine }: PipelineNode, { source, sink, transform }: MovementNode): boolean {
  const readsAll = source.where === undefined && transform === undefined && source.incremental === undefined;
  return readsAll && (sink.mode === 'append' || (sink.mode === 'overwrite' && engine.type !== 'local'));
}
