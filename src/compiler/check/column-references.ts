import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { meantName } from './meant-name.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A name shorter than this is near to too many others. */
const LONG_ENOUGH = 4;

/** `resume` names a column that is read, and `splitBy` none that looks like a slip in the name of one. */
export const columnReferences: PipelineRule = {
  name: 'column-references',
  *check(pipeline, context): Iterable<Diagnostic> {
    const side = sidesOf(pipeline, context).find(({ role }) => role === 'source');
    if (side?.node.kind !== 'source' || side.node.columns === '*') return;
    const { splitBy, datasource, at } = side.node;
    const names = side.node.columns.filter(({ value }) => value === undefined).map(({ name }) => name);
    const { resumeColumn } = pipeline.settings;
    if (resumeColumn !== undefined && side.spec.plugin !== undefined && !names.includes(resumeColumn)) {
      const place = child(pipeline.settings.at, 'resume');
      yield makeDiagnostic('SL0503', place, say`the source has no column \`${resumeColumn}\``, {
        notes: [say`the engine goes on behind the last value of this column that it has read`],
        help: say`add \`${resumeColumn}\` to the columns of the source, with its type`,
        ...meantName(resumeColumn, names, place),
      });
    }
    // with a snapshot it is known whether there is such a column
    if (splitBy === undefined || splitBy.length < LONG_ENOUGH || names.includes(splitBy) || datasource?.tables) return;
    const near = meantName(
      splitBy,
      names.filter((name) => isSlip(splitBy, name)),
      child(at, 'splitBy'),
    );
    if (near === undefined || !side.spec.fields.includes('splitBy')) return;
    yield makeDiagnostic('SL0536', child(at, 'splitBy'), say`\`splitBy\` names \`${splitBy}\`, which is not read`, {
      notes: [
        say`a split needs no column that is read, but the table has to have it: else the job fails when it starts`,
      ],
      ...near,
    });
  },
};

/** Letters of two names in another order, or one of them left out or twice. */
function isSlip(a: string, b: string): boolean {
  const [one, two] = [a, b].map((name) => [...new Set(name.toLowerCase())].sort().join(''));
  return one === two && Math.abs(a.length - b.length) <= 1;
}
