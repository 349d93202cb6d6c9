import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { ColumnNode, EngineNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** Engines whose readers take a column by its place or parse it by a format. */
const READS_DETAILS = new Set<EngineNode['type']>(['flinkx', 'chunjun']);

const DETAILS = ['index', 'format', 'partition', 'splitter'] as const;

/** `index`, `format`, `partition`, `splitter` and `from` of a column stand where something obeys them. */
export const columnDetails: PipelineRule = {
  name: 'column-details',
  *check({ engine, work }): Iterable<Diagnostic> {
    if (work.kind !== 'movement') return;
    const { source, sink } = work;
    for (const column of listOf(source.columns)) {
      for (const key of DETAILS) {
        if (column[key] !== undefined && !READS_DETAILS.has(engine.type))
          yield useless(key, column, say`\`${engine.type}\``);
      }
      if (column.from !== undefined) yield useless('from', column, say`a source`);
    }
    for (const column of listOf(sink.columns)) {
      if (!column.at.path.includes('sink')) continue; // taken over from the source
      for (const key of DETAILS) {
        if (column[key] !== undefined) yield useless(key, column, say`a sink`);
      }
    }
  },
};

function useless(key: (typeof DETAILS)[number] | 'from', column: ColumnNode, place: Message): Diagnostic {
  return makeDiagnostic('SL0603', keyOf(column.at, key), say`\`${key}\` of a column has no meaning on ${place}`, {
    notes: [say`it would be ignored, so the values would not be those you expect`],
    help: key === 'from' ? say`write it in the sink: there it names the source column` : say`leave \`${key}\` out`,
  });
}

function listOf(columns: '*' | readonly ColumnNode[]): readonly ColumnNode[] {
  return columns === '*' ? [] : columns;
}
