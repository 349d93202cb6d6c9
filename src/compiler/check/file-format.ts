import { say } from '../../message/index.ts';
import type { ParameterSpec, PluginSpec } from '../connector/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { FileFormatNode } from '../ir/index.ts';
import { child, keyOf } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** Everything that `file` says is obeyed by the plugin: it has the format, and the compression for it. */
export const fileFormat: PipelineRule = {
  name: 'file-format',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      const { file } = node;
      if (spec.plugin === undefined || file === undefined || !spec.fields.includes('file')) continue;
      yield* uselessParts(spec.plugin, file, (part) => keyOf(node.at, 'file', part));
      const { fileTypes, compressions } = spec.plugin;
      if (fileTypes !== undefined && !fileTypes.includes(file.type))
        yield makeDiagnostic(
          'SL0641',
          child(node.at, 'file'),
          say`\`${spec.plugin.name}\` has no files of type \`${file.type}\``,
          {
            notes: [say`it would take them for ${listWords(fileTypes)}`],
            help: say`files of type ${listWords(fileTypes)}, or another connector`,
          },
        );
      const known = compressions?.[file.type];
      if (known === undefined || file.compression === undefined || known.includes(file.compression)) continue;
      const at = child(node.at, 'file', 'compression');
      const message = say`\`${spec.plugin.name}\` does not compress \`${file.type}\` by \`${file.compression}\``;
      yield makeDiagnostic('SL0644', at, message, {
        notes: [say`the run would fail when it opens its first file`],
        help: say`it knows ${listWords(known)} there`,
      });
    }
  },
};

const PARTS = ['delimiter', 'encoding', 'header', 'compression'] as const;

function* uselessParts(
  { name, parameters }: PluginSpec,
  file: FileFormatNode,
  at: (part: string) => ReturnType<typeof keyOf>,
): Iterable<Diagnostic> {
  const carried = new Set(Object.values(parameters).map(({ carries }: ParameterSpec) => carries));
  for (const part of PARTS) {
    if (file[part] === undefined || carried.has(`file.${part}`)) continue;
    yield makeDiagnostic('SL0641', at(part), say`\`${part}\` of \`file\` has no meaning for \`${name}\``, {
      notes: [say`it would be ignored, so the rows would not be those you expect`],
      help: say`leave \`${part}\` out`,
    });
  }
}
