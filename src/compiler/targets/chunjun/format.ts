import type { Template } from '../../artefact/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';

/** A reader or writer of a ChunJun 1.16 job. `table` and `semantic` stand beside the parameters. */
export interface ChunjunPlugin {
  readonly name: string;
  readonly parameter: Readonly<Record<string, Template>>;
  readonly table?: { readonly tableName: string };
}

/** What a connector prints for ChunJun. */
export interface ChunjunEmitter {
  reader?(source: SourceNode, context: EmitContext): ChunjunPlugin;
  writer?(sink: SinkNode, context: EmitContext): ChunjunPlugin;
}
