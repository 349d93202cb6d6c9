import { say } from '../../message/index.ts';
import { didYouMean, makeDiagnostic, meantInstead, type Diagnostic } from '../diagnostics/index.ts';
import type { ColumnNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** No column is named twice, and every key column is among the columns. */
export const sinkColumns: PipelineRule = {
  name: 'sink-columns',
  *check(pipeline): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement') return;
    const { source, sink } = pipeline.work;
    yield* repeated(source.columns);
    // Columns taken over from the source are the same nodes: a repeat in them is one mistake.
    if (sink.columns !== '*' && sink.columns.some((column) => column.at.path.includes('sink')))
      yield* repeated(sink.columns);
    if (sink.columns === '*') return;
    const names = sink.columns.map((column) => column.name);
    for (const [index, key] of sink.key.entries()) {
      if (names.includes(key)) continue;
      const near = didYouMean(key, names);
      const place = child(sink.at, 'key', index);
      yield makeDiagnostic('SL0505', place, say`key column \`${key}\` is not among the columns written`, {
        ...(near ? meantInstead(near, place) : { help: say`add \`${key}\` to the columns` }),
      });
    }
  },
};

function* repeated(columns: '*' | readonly ColumnNode[]): Iterable<Diagnostic> {
  if (columns === '*') return;
  const first = new Map<string, ColumnNode>();
  for (const column of columns) {
    const earlier = first.get(column.name);
    if (!earlier) {
      first.set(column.name, column);
      continue;
    }
    yield makeDiagnostic('SL0502', child(column.at, 'name'), say`column \`${column.name}\` is named twice`, {
      labels: [{ at: child(earlier.at, 'name'), message: say`first named here` }],
    });
  }
}
