import { say } from '../../message/index.ts';
import { refusesTransform } from '../../engine-versions/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { MovementNode, SourceNode } from '../ir/index.ts';
import { child, keyOf } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** SQL between reader and writer of a ChunJun job works only over columns that it knows, and not with every plugin. */
export const syncTransform: PipelineRule = {
  name: 'sync-transform',
  *check(pipeline, context): Iterable<Diagnostic> {
    const { engine, work } = pipeline;
    if (engine.type !== 'chunjun' || work.kind !== 'movement' || work.transform === undefined) return;
    for (const { spec } of sidesOf(pipeline, context)) {
      if (spec.plugin === undefined || !refusesTransform(spec.plugin.name)) continue;
      yield makeDiagnostic(
        'SL0614',
        work.transform.at,
        say`\`${spec.plugin.name}\` of chunjun takes no \`transform\``,
        {
          notes: [say`ChunJun refuses such a job before it starts`],
          help: say`use \`query\` in the source where it has one, or an engine of type \`flink-sql\` or \`local\``,
        },
      );
    }
    yield* sourceColumns(work.source);
    yield* sinkColumns(work);
  },
};

function* sourceColumns(source: SourceNode): Iterable<Diagnostic> {
  if (source.columns === '*') {
    yield makeDiagnostic(
      'SL0614',
      keyOf(source.at, 'columns'),
      say`\`transform\` on chunjun needs the source’s columns`,
      {
        notes: [say`ChunJun refuses \`*\` beside SQL`],
        help: say`list \`columns\` in the source, each with its type`,
      },
    );
    return;
  }
  for (const { name, at, type, nativeType, value, format } of source.columns) {
    if (value !== undefined || format !== undefined) {
      const key = value === undefined ? 'format' : 'value';
      yield makeDiagnostic(
        'SL0614',
        child(at, key),
        say`a \`${key}\` of a source column cannot stand beside \`transform\``,
        {
          notes: [say`ChunJun refuses such a job before it starts`],
          help: value === undefined ? say`say it in the SQL` : say`say it in the SQL, or in the sink’s column`,
        },
      );
    } else if (type === undefined && nativeType === undefined) {
      yield makeDiagnostic('SL0510', at, say`column \`${name}\` needs a type`, {
        notes: [say`ChunJun’s SQL reads only columns whose types it knows`],
        help: say`write \`${name} string\`, or the type that it has`,
      });
    }
  }
}

function* sinkColumns({ sink }: MovementNode): Iterable<Diagnostic> {
  if (sink.columns !== '*') return;
  yield makeDiagnostic('SL0614', keyOf(sink.at, 'columns'), say`\`transform\` on chunjun needs the sink’s columns`, {
    notes: [say`the writer takes the columns of the SQL by their place alone`],
    help: say`list \`columns\` in the sink: those of the SQL are then taken by name`,
  });
}
