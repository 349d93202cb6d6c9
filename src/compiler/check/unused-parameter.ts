import { say } from '../../message/index.ts';
import { atMost, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import type { ProjectRule } from './rule.ts';

/**
 * A parameter whose value stands nowhere in the pipeline: `run --param` changes nothing. Not said while anything is
 * broken, since a value in what could not be read is a use of it. Pipelines of one family have it in common.
 */
export const unusedParameter: ProjectRule = {
  name: 'unused-parameter',
  *check({ complete, nodes }): Iterable<Diagnostic> {
    if (!complete) return;
    for (const node of nodes) if (node.parameters.length > 0) yield* atMost(unusedOf(node));
  },
};

function* unusedOf(node: PipelineNode): Iterable<Diagnostic> {
  const used = parametersIn(node);
  for (const { name } of node.parameters) {
    if (used.has(name)) continue;
    yield makeDiagnostic('SL0316', keyOf(node.at, 'params', name), say`parameter \`${name}\` is used nowhere`, {
      notes: [say`a value that is given to it, here or by \`run --param\`, changes nothing`],
      help: say`write \`\${${name}}\` where its value belongs, or take it out`,
    });
  }
}

function parametersIn({ work, settings }: PipelineNode): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [work, settings];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isParameter(value)) found.add(value.name);
    // `undefined` would end the walk
    open.push(...Object.values(value).filter((each) => each !== undefined));
  }
  return found;
}

function isParameter(value: object): value is { readonly name: string } {
  return 'kind' in value && value.kind === 'parameter' && 'name' in value && typeof value.name === 'string';
}
