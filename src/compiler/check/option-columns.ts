import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, type Location } from '../text/index.ts';
import { meantName } from './meant-name.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** An option that names columns names such as are there: those of a partition, of a key, of tags. */
export const optionColumns: PipelineRule = {
  name: 'option-columns',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      if (node.columns === '*') continue;
      const names = node.columns.map(({ name }) => name);
      for (const [key, value] of Object.entries(node.options)) {
        if (spec.options[key]?.namesColumns !== true) continue;
        for (const { name, at, alone } of namedIn(value, child(node.at, 'options', key))) {
          if (names.includes(name)) continue;
          yield makeDiagnostic('SL0538', at, say`\`${key}\` names \`${name}\`, which is not among the columns`, {
            notes: [say`the engine looks for the value of each row under this name, and finds none`],
            help: say`add \`${name}\` to the columns, or name one of them`,
            ...meantName(name, names, alone ? at : undefined),
          });
        }
      }
    }
  },
};

interface NamedColumn {
  readonly name: string;
  readonly at: Location;
  /** True where the name is all of the value. */
  readonly alone: boolean;
}

function* namedIn(value: unknown, at: Location): Iterable<NamedColumn> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      if (typeof item === 'string') yield { name: item.trim(), at: child(at, index), alone: true };
  } else if (typeof value === 'string') {
    for (const [name] of value.matchAll(/[^,;\s]+/g)) yield { name, at, alone: name === value };
  }
}
