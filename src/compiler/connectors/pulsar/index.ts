import type { SinkNode } from '../../ir/index.ts';
import { printPlugin, type EmitContext, type FlinkxPlugin } from '../../targets/index.ts';
import type { Connector } from '../connector.ts';
import { spec, WRITER } from './spec.ts';

export const connector: Connector = { spec, flinkx: { writer: writeMessages } };

/** Without settings the client fails as it starts; an empty map is enough. */
function writeMessages(sink: SinkNode, context: EmitContext): FlinkxPlugin {
  const { name, parameter } = printPlugin(WRITER, sink, context);
  return { name, parameter: { ...parameter, producerSettings: parameter['producerSettings'] ?? {} } };
}
