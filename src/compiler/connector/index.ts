export { CARRIED_CONNECTION, CARRIED_FIELDS, type Carried } from './carried.ts';
export type * from './connector-spec.ts';
export { pluginConnectorSpec, pluginSide } from './plugin-side.ts';
export type * from './plugin-spec.ts';
export { readsSeveralTables, takesTablePattern } from './several-tables.ts';
export { TARGET_NAMES, type TargetName } from './target-name.ts';
