import { allParameters } from './all-parameters.ts';
import type { Carried } from './carried.ts';
import type { CommonField, ConnectorSpec, DatasourceField, OptionSpec, SideSpec, WriteMode } from './connector-spec.ts';
import type { ParameterSpec, PluginSpec } from './plugin-spec.ts';

/** What an author has on one side of a connector, read from its plugin: nothing is said twice. */
export function pluginSide(plugin: PluginSpec): SideSpec {
  const carried = carriedBy(plugin.parameters);
  const fields = new Set([...carried].map(commonFieldOf).filter((field) => field !== undefined));
  const modes = plugin.modes ?? modesOf(plugin.parameters);
  const options = optionsOf(plugin.parameters);
  const engineNames = engineNamesIn(plugin.parameters);
  if (plugin.name.endsWith('writer')) fields.add('mode');
  if (plugin.ownKey === true) fields.add('key');
  return {
    fields: [...fields],
    options,
    saidBy: saidBy(plugin.parameters, options),
    ...(Object.keys(engineNames).length === 0 ? {} : { engineNames }),
    ...(plugin.name.endsWith('writer') ? { modes: modes ?? ['append'] } : {}),
    ...(plugin.incrementalTypes === undefined ? {} : { incrementalTypes: plugin.incrementalTypes }),
    plugin,
  };
}

/** The plugins of a connector that only FlinkX and ChunJun have. */
export interface PluginConnector {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly datasourceTypes: readonly string[];
  /** Default: true where it has datasource types. */
  readonly datasourceRequired?: boolean;
  readonly reader: Partial<Readonly<Record<'flinkx' | 'chunjun', PluginSpec>>>;
  readonly writer: Partial<Readonly<Record<'flinkx' | 'chunjun', PluginSpec>>>;
}

/** A connector that is its plugins: everything else of its spec follows from them. */
export function pluginConnectorSpec(connector: PluginConnector): ConnectorSpec {
  const { reader, writer, datasourceTypes } = connector;
  const sides = (plugins: PluginConnector['reader']): ConnectorSpec['source'] => ({
    ...(plugins.flinkx === undefined ? {} : { flinkx: pluginSide(plugins.flinkx) }),
    ...(plugins.chunjun === undefined ? {} : { chunjun: pluginSide(plugins.chunjun) }),
  });
  const read = (target: 'flinkx' | 'chunjun'): Partial<Record<'flinkx' | 'chunjun', DatasourceField[]>> => {
    const plugins = [reader[target], writer[target]].filter((plugin) => plugin !== undefined);
    return plugins.length === 0 ? {} : { [target]: datasourceFieldsOf(plugins) };
  };
  return {
    name: connector.name,
    title: connector.title,
    description: connector.description,
    datasourceTypes,
    datasourceRequired: connector.datasourceRequired ?? datasourceTypes.length > 0,
    datasourceFields: { ...read('flinkx'), ...read('chunjun') },
    source: sides(reader),
    sink: sides(writer),
  };
}

/** Everything that the plugins' parameters read of a datasource. */
function datasourceFieldsOf(plugins: readonly PluginSpec[]): DatasourceField[] {
  const carried = plugins.flatMap((plugin) => [...carriedBy(plugin.parameters)]);
  return [...new Set(carried.flatMap(datasourceFieldOf))];
}

function carriedBy(parameters: Readonly<Record<string, ParameterSpec>>): Set<Carried> {
  return new Set(
    allParameters(parameters)
      .map(({ carries }) => carries)
      .filter((carried) => carried !== undefined),
  );
}

function commonFieldOf(carried: Carried): CommonField | undefined {
  if (carried === 'datasource.urlAndPath') return 'path';
  if (carried.startsWith('datasource.')) return undefined;
  return carried.split('.')[0] as CommonField; // the first word of every other one is a common field
}

const JDBC_FIELDS: readonly DatasourceField[] = ['host', 'port', 'database', 'url', 'properties'];

function datasourceFieldOf(carried: Carried): readonly DatasourceField[] {
  switch (carried) {
    case 'datasource.jdbcUrl':
      return JDBC_FIELDS;
    case 'datasource.hostPort':
      return ['host', 'port'];
    case 'datasource.urlAndPath':
      return ['url'];
    case 'datasource.hosts':
      return ['hosts', 'host', 'port'];
    case 'datasource.otherHosts':
      return ['hosts'];
    case 'datasource.propertiesOnHadoop':
      return ['properties', 'hadoop'];
    case 'datasource.hadoopConfig':
      return ['hadoop', 'properties'];
    case 'datasource.defaultFS':
      return ['hadoop', 'defaultFS'];
    default:
      // every other one is named after its field
      return carried.startsWith('datasource.') ? [carried.slice('datasource.'.length) as DatasourceField] : [];
  }
}

/** What is left for the author: the parameters that carry nothing, those inside a map included. */
function optionsOf(parameters: Readonly<Record<string, ParameterSpec>>): Record<string, OptionSpec> {
  const options: Record<string, OptionSpec> = {};
  for (const [
    key,
    {
      carries,
      words: _w,
      separator: _s,
      defaultPort: _d,
      maximumItems: _m,
      patterns: _pa,
      qualified: _q,
      seconds: _se,
      members,
      alsoTakes: _a,
      aliases: _n,
      startsWith: _st,
      alsoOption,
      printed,
      required,
      ...rest
    },
  ] of Object.entries(parameters)) {
    // What we print, or a field may fill, the author need not say.
    const isNeeded = required === true && printed === undefined && carries === undefined;
    const option: OptionSpec = {
      ...rest,
      ...(isNeeded ? { required } : {}),
      ...(printed === undefined ? {} : { default: printed }),
    };
    if (members === undefined) {
      if (carries === undefined || alsoOption === true) options[key] = option;
      continue;
    }
    if (option.type === 'text-map') {
      options[key] = option;
      continue;
    }
    const own = optionsOf(members);
    if (Object.keys(own).length > 0) options[key] = { ...option, members: own };
  }
  return options;
}

/** What is not left for the author, and who says it. A map of the engine's own is the author's too. */
function saidBy(
  parameters: Readonly<Record<string, ParameterSpec>>,
  options: Readonly<Record<string, OptionSpec>>,
): Record<string, CommonField | 'datasource'> {
  const said: Record<string, CommonField | 'datasource'> = {};
  for (const [key, spec] of Object.entries(parameters)) {
    const [carried] = carriedBy({ [key]: spec });
    if (carried !== undefined && !(key in options))
      said[key] = carried.startsWith('datasource.') ? 'datasource' : (commonFieldOf(carried) ?? 'datasource');
  }
  return said;
}

/** The engine's own names in what is carried, read once here and not with every text of a pipeline. */
function engineNamesIn(parameters: Readonly<Record<string, ParameterSpec>>): Record<string, readonly string[]> {
  const names: Record<string, readonly string[]> = {};
  for (const { carries, engineNames } of allParameters(parameters)) {
    if (carries !== undefined && engineNames !== undefined)
      names[carries] = [...(names[carries] ?? []), ...engineNames];
  }
  return names;
}

function modesOf(parameters: Readonly<Record<string, ParameterSpec>>): readonly WriteMode[] | undefined {
  const words = Object.values(parameters).find(({ carries }) => carries === 'mode')?.words;
  return words && (Object.keys(words) as WriteMode[]); // the words of `mode` are keyed by our modes
}
