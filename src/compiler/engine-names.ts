import type { ConnectorSpec, OptionSpec, SideSpec } from './connector/index.ts';
import type { EngineNames } from './lower/index.ts';

/**
 * Looks up which names in `${…}` are the engine's own: of an option by its path (`['param', 'value']`, list
 * places left out), of a common field by its name (`['where']`).
 */
export function engineNamesOf(spec: (connector: string) => ConnectorSpec | undefined): EngineNames {
  return (connector, role, target, path) => {
    const side = spec(connector)?.[role][target];
    return side === undefined ? [] : (namesOfOption(side.options, path) ?? namesOfField(side.engineNames, path));
  };
}

function namesOfOption(
  options: Readonly<Record<string, OptionSpec>>,
  [key = '', ...rest]: readonly string[],
): readonly string[] | undefined {
  const option = Object.hasOwn(options, key) ? options[key] : undefined;
  if (option === undefined || rest.length === 0) return option?.engineNames;
  return option.members === undefined ? option.engineNames : namesOfOption(option.members, rest);
}

function namesOfField(names: SideSpec['engineNames'], [field = '', ...rest]: readonly string[]): readonly string[] {
  return (rest.length === 0 && names !== undefined && Object.hasOwn(names, field) ? names[field] : undefined) ?? [];
}
