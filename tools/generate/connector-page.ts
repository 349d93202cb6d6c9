import type { ConnectorSpec, PluginSpec, SideSpec, TargetName } from '../../src/compiler/connector/index.ts';
import { engineTitle, GENERATED } from './engine-title.ts';
import { code, fenced, table } from './markdown.ts';
import { OPTION_HEAD, optionRows } from './option-rows.ts';
import { pluginNotes } from './plugin-notes.ts';
import type { Examples } from './read-examples.ts';

/** docs/connectors/<name>.md: everything that the spec of a connector says, for a reader who looks for one thing. */
export function connectorPage(spec: ConnectorSpec, examples: Examples): string {
  return [
    `# ${spec.name}: ${spec.title}`,
    '',
    GENERATED,
    '',
    spec.description,
    '',
    datasourceLine(spec),
    '',
    ...datasourceTable(spec),
    ...fenced('yaml', examples.datasource),
    ...roleSection(spec, 'source', '## Reading', examples.source),
    ...roleSection(spec, 'sink', '## Writing', examples.sink),
    '[All connectors](../connectors.md) · [what the common fields mean](../pipelines.md#source-and-sink)',
    '',
  ].join('\n');
}

function datasourceLine({ name, datasourceTypes, datasourceRequired }: ConnectorSpec): string {
  if (datasourceTypes.length === 0) return `It takes no datasource: write \`connector: ${name}\`.`;
  const types = datasourceTypes.map(code).join(' or ');
  return `It works on a datasource of type ${types}${datasourceRequired ? '' : ', or on none'}.`;
}

/** What is read of the datasource, engines with the same fields in one row. */
function datasourceTable({ datasourceFields }: ConnectorSpec): string[] {
  const byFields = new Map<string, TargetName[]>();
  for (const [engine, fields] of Object.entries(datasourceFields)) {
    const text = fields.map(code).join(', ');
    // the keys of such a record are targets
    if (text !== '') byFields.set(text, [...(byFields.get(text) ?? []), engine as TargetName]);
  }
  if (byFields.size === 0) return [];
  const rows = [...byFields].map(([fields, engines]) => [engines.map((each) => engineTitle(each)).join(', '), fields]);
  return [...table(['engine', 'read of the datasource'], rows), ''];
}

function roleSection(
  spec: ConnectorSpec,
  role: 'source' | 'sink',
  heading: string,
  example: string | undefined,
): string[] {
  const sides = Object.entries(spec[role]) as [TargetName, SideSpec][]; // the keys are targets
  if (sides.length === 0) return [];
  return [heading, '', ...fenced('yaml', example), ...sides.flatMap(([engine, side]) => sideSection(engine, side))];
}

function sideSection(engine: TargetName, side: SideSpec): string[] {
  const { plugin, modes } = side;
  const options = optionRows(side.options);
  const title = side.versions === undefined ? engineTitle(engine) : engineTitle(engine, side.versions);
  return [
    `### ${title}`,
    '',
    ...(plugin?.suspect === undefined ? [] : [`**Beware:** ${plugin.suspect}`, '']),
    `- fields: ${side.fields.length === 0 ? 'none' : side.fields.map(code).join(', ')}`,
    ...(modes === undefined ? [] : [`- modes: ${modes.map(code).join(', ')}`]),
    ...(side.incrementalTypes === undefined
      ? []
      : [`- types of an incremental column: ${side.incrementalTypes.map(code).join(', ')}`]),
    ...(plugin === undefined ? [] : pluginLines(plugin)),
    ...saidByLine(side),
    '',
    ...(options.length === 0 ? ['It has no options of its own.'] : table(OPTION_HEAD, options)),
    '',
  ];
}

function pluginLines(plugin: PluginSpec): string[] {
  const aliases = plugin.aliases ?? [];
  const also = aliases.length === 0 ? '' : ` (also ${aliases.map(code).join(', ')})`;
  return [`- in a job: ${code(plugin.name)}${also}`, ...pluginNotes(plugin).map((note) => `- ${note}`)];
}

/** For those who know the engine's keys: where each has gone. */
function saidByLine({ saidBy = {} }: SideSpec): string[] {
  const byField = new Map<string, string[]>();
  for (const [key, field] of Object.entries(saidBy)) byField.set(field, [...(byField.get(field) ?? []), key]);
  if (byField.size === 0) return [];
  const parts = [...byField].map(
    ([field, keys]) => `${keys.map(code).join(', ')} by ${field === 'datasource' ? 'the datasource' : code(field)}`,
  );
  return [`- said by fields: ${parts.join('; ')}`];
}
