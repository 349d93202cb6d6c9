import { say } from '../../message/index.ts';
import type { Carried } from '../connector/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Text } from '../../time/index.ts';
import { child, type Location } from '../text/index.ts';
import { sidesOf, type PipelineRule, type Side } from './rule.ts';

/** Values that a plugin takes only with a certain beginning: a file system `hdfs://`, a path `alluxio://`. */
export const valueBeginning: PipelineRule = {
  name: 'value-beginning',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const side of sidesOf(pipeline, context)) {
      const { plugin } = side.spec;
      for (const { carries, startsWith } of Object.values(plugin?.parameters ?? {})) {
        if (carries === undefined || startsWith === undefined) continue;
        const { value, at, word } = valueOf(carries, side);
        const start = typeof value === 'string' ? value : value?.parts[0];
        // one that begins with a run-time value is known only then
        if (typeof start !== 'string' || start.startsWith(startsWith)) continue;
        yield makeDiagnostic('SL0640', at, say`\`${word}\` must begin with \`${startsWith}\``, {
          notes: [say`\`${plugin?.name ?? ''}\` does not start otherwise`],
          help: say`write \`${startsWith}…\``,
        });
      }
    }
  },
};

function valueOf(carries: Carried, { node }: Side): { value?: Text; at: Location; word: string } {
  if (carries === 'path')
    return { ...(node.path === undefined ? {} : { value: node.path }), at: child(node.at, 'path'), word: 'path' };
  const { datasource } = node;
  const owner = datasource?.defaultFS === undefined ? datasource?.hadoop : datasource;
  const value = carries === 'datasource.defaultFS' ? owner?.defaultFS : undefined;
  return {
    ...(value === undefined ? {} : { value }),
    at: owner === undefined ? node.at : child(owner.at, 'defaultFS'),
    word: 'defaultFS',
  };
}
