import { allParameters } from './all-parameters.ts';
import type { SideSpec } from './connector-spec.ts';
import type { ParameterSpec } from './plugin-spec.ts';

/** True where one job reads all tables of a list: a parameter of the plugin has room for them. */
export function readsSeveralTables(side: SideSpec): boolean {
  return parametersOf(side).some(
    ({ carries, type, separator, maximumItems = Infinity }) =>
      carries === 'table' && maximumItems > 1 && (separator !== undefined || type !== 'string'),
  );
}

/** True where the engine itself finds the tables whose names match a pattern. */
export function takesTablePattern(side: Pick<SideSpec, 'plugin'>): boolean {
  return parametersOf(side).some(
    ({ carries, patterns }) => carries === 'table.match' || (carries === 'table' && patterns === true),
  );
}

/** Every parameter of the side's plugin, those inside others included. */
function parametersOf({ plugin }: Pick<SideSpec, 'plugin'>): readonly ParameterSpec[] {
  return plugin === undefined ? [] : allParameters(plugin.parameters);
}
