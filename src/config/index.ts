export { describeSettings, type DescribedSetting } from './describe-settings.ts';
export {
  DEFAULT_PORT,
  type DesiredStateSource,
  readSettings,
  type Setting,
  type SettingProblem,
  type Settings,
  type SettingsFlags,
} from './settings.ts';
