export { describeSettings, type DescribedSetting } from './describe-settings.ts';
export { DEFAULT_PORT, type DesiredStateSource, readSettings, type Settings, type SettingsFlags } from './settings.ts';
export type { Setting, SettingProblem } from './setting-reader.ts';
