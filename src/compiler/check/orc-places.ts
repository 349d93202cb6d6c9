import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { keyOf } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/**
 * Columns of ORC files without an `index`. The files hold names, but the readers of FlinkX 1.11 and ChunJun
 * 1.16 look at places alone (`HdfsOrcInputFormat`), so a list of some columns reads others.
 */
export const orcPlaces: PipelineRule = {
  name: 'orc-places',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      if (node.kind === 'sink' || node.columns === '*' || node.file?.type !== 'orc') continue;
      if (spec.plugin?.columnsByPlace === undefined) continue;
      const unplaced = node.columns.find(
        ({ index, value, partition }) => index === undefined && value === undefined && partition === undefined,
      );
      if (unplaced === undefined) continue;
      yield makeDiagnostic(
        'SL0647',
        keyOf(node.at, 'columns'),
        say`columns of ORC files are read by their place, not by their name`,
        {
          notes: [say`\`${unplaced.name}\` has no \`index\`, so its place in this list counts`],
          help: say`write \`{ name: ${unplaced.name}, type: …, index: … }\`, with the places that the columns have in the file, from 0`,
        },
      );
    }
  },
};
