import { say } from '../../../message/index.ts';
import { join, toTemplate, type Template } from '../../artefact/index.ts';
import type { ParameterSpec, PluginSpec } from '../../connector/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { Text } from '../../../time/index.ts';
import { child, type Location } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';

/** One plugin in one pipeline. */
export interface PluginUse {
  readonly plugin: PluginSpec;
  readonly node: SourceNode | SinkNode;
  readonly context: EmitContext;
}

/** Several texts as a list, as one text with separators, or the one that a plain text has room for. */
export function textsAs(
  texts: readonly Text[],
  spec: ParameterSpec,
  { node, context }: PluginUse,
  at: Location = child(node.at, 'table'),
): Template | undefined {
  const [first] = texts;
  if (first === undefined) return undefined;
  const templates = texts.map((each) => toTemplate(each));
  if (spec.separator !== undefined) return join(templates, spec.separator);
  const room = spec.type === 'string' ? 1 : (spec.maximumItems ?? Infinity);
  if (templates.length > room) {
    context.report(
      makeDiagnostic('SL0603', at, say`\`${node.connector}\` takes one of these at a time here`, {
        help: say`make one pipeline for each; a TypeScript definition can do it in a loop`,
      }),
    );
  }
  return spec.type === 'string' ? toTemplate(first) : templates;
}
