import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/**
 * A cursor and a resume column have to be read. FlinkX 1.11 binds every column that is read to the JDBC
 * writer's statement (`JdbcOutputFormat.writeSingleRecordInternal`), so the sink has to take them too.
 */
export const columnsForTheReader: PipelineRule = {
  name: 'columns-for-the-reader',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.engine.type !== 'flinkx' || pipeline.work.kind !== 'movement') return;
    const { source, sink } = pipeline.work;
    const writer = sidesOf(pipeline, context).find(({ role }) => role === 'sink')?.spec.plugin;
    if (writer?.jdbc === undefined || sink.columns === '*') return;
    const taken = new Set(sink.columns.map(({ name, from }) => from ?? name));
    const { incremental } = source;
    const { resumeColumn } = pipeline.settings;
    const needed = [
      { name: incremental?.column, at: incremental && child(incremental.at, 'column') },
      { name: resumeColumn, at: child(pipeline.settings.at, 'resume') },
    ];
    for (const { name, at } of needed) {
      if (name === undefined || at === undefined || taken.has(name)) continue;
      taken.add(name);
      yield makeDiagnostic('SL0522', at, say`column \`${name}\` is read, and the sink does not take it`, {
        notes: [
          say`FlinkX writes every column that it reads: the statement has no place for this one, and every row fails`,
        ],
        help: say`add it to the sink’s columns, as in \`{ name: ${name}, from: ${name} }\``,
      });
    }
  },
};
