export { CARRIED_CONNECTION, CARRIED_FIELDS, type Carried } from './carried.ts';
export type * from './connector-spec.ts';
export { contentBlocks, NAME_MAPPING_NAMES } from './content-blocks.ts';
export { pluginConnectorSpec, pluginSide } from './plugin-side.ts';
export { settingBlocks, settingsSpec, type SettingSpecs } from './engine-settings.ts';
export { FLINK_OPTION_GROUPS, launchProperties } from './launch-properties.ts';
export type * from './plugin-spec.ts';
export { readsSeveralTables, takesTablePattern } from './several-tables.ts';
export { TARGET_NAMES, type TargetName } from './target-name.ts';
