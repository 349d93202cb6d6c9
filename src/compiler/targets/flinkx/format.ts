import type { Template } from '../../artefact/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';

/** A reader or writer of a FlinkX 1.11 job: `name` is the plugin's folder name. */
export interface FlinkxPlugin {
  readonly name: string;
  readonly parameter: Readonly<Record<string, Template>>;
}

/** What a connector prints for FlinkX. */
export interface FlinkxEmitter {
  reader?(source: SourceNode, context: EmitContext): FlinkxPlugin;
  writer?(sink: SinkNode, context: EmitContext): FlinkxPlugin;
}
