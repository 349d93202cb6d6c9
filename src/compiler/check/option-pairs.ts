import { say, sentence } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** An option fits the one that decides what it may be, as a list of Redis is written by `lpush` or `rpush`. */
export const optionPairs: PipelineRule = {
  name: 'option-pairs',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      const { options } = node;
      for (const { option, is, other, values, otherwise } of spec.plugin?.pairs ?? []) {
        const value = options[other];
        if (options[option] !== is || !isPlain(value) || values.includes(value)) continue;
        yield makeDiagnostic(
          'SL0650',
          child(node.at, 'options', other),
          say`\`${other}: ${value}\` does not fit \`${option}: ${is}\``,
          {
            notes: [sentence(otherwise)],
            help: say`with \`${option}: ${is}\` write \`${other}\` as ${listWords(values.map(String))}`,
          },
        );
      }
    }
  },
};

function isPlain(value: unknown): value is string | boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}
