import type { PluginSpec } from '../../connector/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import { printPlugin, type ChunjunEmitter, type EmitContext, type FlinkxPlugin } from '../../targets/index.ts';
import type { Connector } from '../connector.ts';
import { pluginConnector } from '../plugin-connector.ts';
import { spec } from './spec.ts';

const printed = pluginConnector(spec);

export const connector: Connector = {
  spec,
  flinkx: { ...printed.flinkx, ...readerOf(spec.source.flinkx?.plugin) },
  chunjun: { ...printed.chunjun, ...readerOf(spec.source.chunjun?.plugin) },
};

function readerOf(plugin: PluginSpec | undefined): Pick<ChunjunEmitter, 'reader'> {
  return plugin === undefined ? {} : { reader: (source, context) => readAnswers(plugin, source, context) };
}

/** Columns are members of JSON, so that an answer is read as JSON where the author does not say otherwise. */
function readAnswers(plugin: PluginSpec, source: SourceNode, context: EmitContext): FlinkxPlugin {
  const { name, parameter } = printPlugin(plugin, source, context);
  return { name, parameter: source.columns === '*' ? parameter : { decode: 'json', ...parameter } };
}
