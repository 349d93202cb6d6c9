import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** Refused rows are kept only where the engine can: in HDFS, by FlinkX. */
export const dirtyRows: PipelineRule = {
  name: 'dirty-rows',
  *check({ engine, settings }): Iterable<Diagnostic> {
    const { dirty } = settings;
    if (dirty === undefined) return;
    if (engine.type === 'flinkx') {
      const cluster = dirty.datasource.type === 'hadoop' ? dirty.datasource : dirty.datasource.hadoop;
      if (cluster?.defaultFS !== undefined) return;
      yield makeDiagnostic('SL0609', child(dirty.at, 'datasource'), say`\`flinkx\` keeps refused rows in HDFS alone`, {
        notes: [say`datasource \`${dirty.datasource.name}\` names no HDFS: the run would fail when it opens the file`],
        help: say`name a datasource of type \`hadoop\` with \`defaultFS: hdfs://…\``,
      });
      return;
    }
    yield makeDiagnostic(
      'SL0609',
      keyOf(settings.at, 'dirty'),
      say`\`${engine.type}\` keeps no refused rows in a file`,
      {
        notes: [say`they would be lost without a word`],
        help:
          engine.type === 'chunjun'
            ? say`ChunJun logs them or writes them to MySQL: \`options: { confProp: { "chunjun.dirty-data.output-type": log } }\``
            : say`leave \`dirty\` out`,
      },
    );
  },
};
