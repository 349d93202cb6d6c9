import { readsSeveralTables, type PluginSpec } from '../../src/compiler/connector/index.ts';
import { code } from './markdown.ts';

/** What else is worth knowing of a plugin before a pipeline uses it. */
export function pluginNotes(plugin: PluginSpec): string[] {
  const { endless, endsBy = [], maximumParallelism, restores, onlyExisting = [], needsOneOf = [], pairs = [] } = plugin;
  const isReader = !plugin.name.endsWith('writer');
  return [
    ...(endless !== true
      ? []
      : [
          endsBy.length === 0
            ? 'it never ends: its pipeline is `schedule: continuous`'
            : `it never ends, so that its pipeline is \`schedule: continuous\`, unless ${endsBy.map(code).join(' or ')} ends it`,
        ]),
    ...(maximumParallelism === undefined ? [] : [`\`parallelism\` is ${maximumParallelism} at most`]),
    ...(restores === false ? ['it cannot be taken up again: `settings.resume` has no meaning for it'] : []),
    ...(isReader && readsSeveralTables({ fields: [], options: {}, plugin }) ? ['one job reads several tables'] : []),
    ...(onlyExisting.length === 0
      ? []
      : [`${onlyExisting.map(code).join(' and ')} write no row that is not there yet`]),
    ...needsOneOf.map((keys) => `one of ${keys.map(code).join(', ')} is needed`),
    ...pairs.map(
      ({ option, is, other, values, otherwise }) =>
        `with ${code(`${option}: ${is}`)}, ${code(other)} is ${values.map((value) => code(String(value))).join(' or ')}; otherwise ${otherwise}`,
    ),
  ];
}
