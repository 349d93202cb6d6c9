import type { ParameterSpec, PluginSpec } from '../../connector/index.ts';
import type { Template } from '../../artefact/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import { child } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import type { FlinkxPlugin } from '../flinkx/format.ts';
import { asText, isTemplateMap, optionTemplates, type TemplateMap } from '../option-templates.ts';
import { carriedValue, reportMissing, reportNoneOf } from './carried-value.ts';
import { jsonText } from './json-text.ts';
import type { PluginUse } from './plugin-use.ts';

/**
 * Prints a reader or writer by its spec alone: every key that carries something gets its value from the
 * node or the datasource, every other one from the author's options. A required key that nothing fills
 * is reported.
 */
export function printPlugin(plugin: PluginSpec, node: SourceNode | SinkNode, context: EmitContext): FlinkxPlugin {
  const use: PluginUse = { plugin, node, context };
  const options = optionTemplates(node.options, plugin.parameters, context, child(node.at, 'options'));
  const parameter = printParameters(plugin.parameters, options, use);
  for (const group of plugin.needsOneOf ?? []) reportNoneOf(group, parameter, use);
  return { name: plugin.name, parameter };
}

function printParameters(
  specs: Readonly<Record<string, ParameterSpec>>,
  options: TemplateMap,
  use: PluginUse,
): TemplateMap {
  const printed: Record<string, Template> = {};
  for (const [key, spec] of Object.entries(specs)) {
    const value = printParameter(key, spec, options[key], use);
    if (value !== undefined) printed[key] = value;
    else if (spec.required === true && !hasRequiredMember(spec)) reportMissing(key, spec, use);
  }
  return printed;
}

function printParameter(
  key: string,
  spec: ParameterSpec,
  option: Template | undefined,
  use: PluginUse,
): Template | undefined {
  const value = printValue(key, spec, option, use);
  return spec.jsonText === true && value !== undefined ? jsonText(value, key, use) : value;
}

function printValue(
  key: string,
  spec: ParameterSpec,
  option: Template | undefined,
  use: PluginUse,
): Template | undefined {
  const carried = spec.carries === undefined ? undefined : carriedValue(spec.carries, spec, use);
  if (spec.members === undefined) {
    const own = optionAs(spec, option);
    // what an author says in the engine's own words beats what follows from a path's ending
    return (spec.alsoOption === true ? own : undefined) ?? carried ?? own ?? spec.printed;
  }
  // The members first, so that what the author says of a map of the engine's own comes after what we say.
  const own = option !== undefined && isTemplateMap(option) ? option : {};
  if (spec.type === 'object-list') {
    const said = Array.isArray(carried) ? carried : [];
    if (Array.isArray(option)) return [...said, ...option];
    if (said.length > 0) return said;
    const element = printMap(spec, spec.members, own, use);
    return isEmpty(element) ? undefined : [element];
  }
  const rest = carried !== undefined && isTemplateMap(carried) ? carried : {};
  const members = printMap(spec, spec.members, own, use);
  const map = { ...members, ...rest, ...(spec.type === 'text-map' ? mapOfText(own) : {}) };
  return isEmpty(map) ? undefined : map;
}

/** True of a map that is empty because a member is missing, which was reported just now. */
function hasRequiredMember({ members = {} }: ParameterSpec): boolean {
  return Object.values(members).some(({ required }) => required === true);
}

/** A map that may be left out, and of which the author says nothing: without what it needs it is left out. */
function printMap(
  map: ParameterSpec,
  members: Readonly<Record<string, ParameterSpec>>,
  own: TemplateMap,
  use: PluginUse,
): TemplateMap {
  if (map.required === true || !isEmpty(own)) return printParameters(members, own, use);
  const isMissing = ([key, spec]: [string, ParameterSpec]): boolean =>
    spec.required === true && printParameter(key, spec, own[key], use) === undefined;
  return Object.entries(members).some(isMissing) ? {} : printParameters(members, own, use);
}

/** A map of text inside another map, whose members nobody has made text yet. */
function optionAs(spec: ParameterSpec, option: Template | undefined): Template | undefined {
  return spec.type === 'text-map' && option !== undefined && isTemplateMap(option) ? mapOfText(option) : option;
}

function mapOfText(map: TemplateMap): TemplateMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, asText(value)]));
}

function isEmpty(map: TemplateMap): boolean {
  return Object.keys(map).length === 0;
}
