import type { ConnectorSpec } from '../connector/index.ts';
import { printPlugin, type ChunjunEmitter } from '../targets/index.ts';
import type { Connector } from './connector.ts';

/** A connector of FlinkX and ChunJun that its spec describes whole: it prints what the plugins' tables say. */
export function pluginConnector(spec: ConnectorSpec): Connector {
  return { spec, ...emitterOf(spec, 'flinkx'), ...emitterOf(spec, 'chunjun') };
}

/** The two targets take the same functions; only the sides that the spec has are there. */
function emitterOf(
  spec: ConnectorSpec,
  target: 'flinkx' | 'chunjun',
): Partial<Record<'flinkx' | 'chunjun', ChunjunEmitter>> {
  const reader = spec.source[target]?.plugin;
  const writer = spec.sink[target]?.plugin;
  if (reader === undefined && writer === undefined) return {};
  const emitter: ChunjunEmitter = {
    ...(reader === undefined ? {} : { reader: (source, context) => printPlugin(reader, source, context) }),
    ...(writer === undefined ? {} : { writer: (sink, context) => printPlugin(writer, sink, context) }),
  };
  return { [target]: emitter };
}
