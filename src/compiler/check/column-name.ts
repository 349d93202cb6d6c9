import { say, sentence } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic, roleWord } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A store whose columns have names of one form gets no others: HBase has them in families. */
export const columnName: PipelineRule = {
  name: 'column-name',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { role, node, spec } of sidesOf(pipeline, context)) {
      const form = spec.plugin?.columnNames;
      if (form === undefined || node.columns === '*') continue;
      const pattern = new RegExp(form.pattern, 'u');
      for (const { name, value, unnamed, at } of node.columns) {
        if (value !== undefined || unnamed === true || pattern.test(name)) continue;
        const isOwn = at.path.includes(role);
        yield makeDiagnostic(
          'SL0521',
          isOwn ? at : { ...child(node.at, 'columns'), part: 'key' },
          say`\`${spec.plugin?.name ?? ''}\` takes no column \`${name}\``,
          {
            notes: [sentence(form.otherwise)],
            help: isOwn
              ? sentence(form.help)
              : say`give the ${roleWord(role)} columns of its own: ${sentence(form.help)}`,
          },
        );
        if (!isOwn) break; // taken over from the source: one list, one mistake
      }
    }
  },
};
