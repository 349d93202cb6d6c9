import { say } from '../../../message/index.ts';
import { child, makeDiagnostic, type Diagnostic } from '../../../compiler/index.ts';
import { sidesOf, tablesOf, type Case, type Judgement } from './judgement.ts';

/** A topic is read by as many readers as it has partitions, and no more. */
export const idleReaders: Judgement = function* (given: Case): Iterable<Diagnostic> {
  for (const { node, facts, pipeline } of sidesOf(given)) {
    if (node.kind !== 'source' || facts.depth !== 'topics') continue;
    const counts = tablesOf(node).map(({ name }) => facts.tables.get(name)?.partitions);
    if (counts.length === 0 || counts.some((count) => count === undefined)) continue;
    const partitions = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    const readers = pipeline.settings.parallelism.source;
    if (readers <= partitions) continue;
    yield makeDiagnostic(
      'SL1021',
      child(pipeline.settings.at, 'parallelism'),
      say`${readers} readers for ${partitions} partitions`,
      {
        notes: [say`a partition has one reader, so that the others wait for nothing`],
        help: say`set \`parallelism\` to ${partitions} or less, or add partitions`,
      },
    );
  }
};
