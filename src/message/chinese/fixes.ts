import type { Catalogue } from '../message.ts';

/** What `sluice check --fix` says. */
export const FIXES: Catalogue = {
  '`{0}` is not changed: it lies outside of the project': '`{0}` 未修改：它位于项目之外',
  '`{0}` is not changed: somebody else changed it meanwhile': '`{0}` 未修改：期间被他人改动过',
  '`{0}` is not changed: it is not there any more': '`{0}` 未修改：它已不存在',
  '`{0}` is not changed: {1}': '`{0}` 未修改：{1}',
  '{0} fixed': '已修复 {0} 处',
  '{0} would be fixed': '将修复 {0} 处',
  '1 likely fix is left to you': '还有 1 处可能的修复未应用，需自行确认',
  '{0} likely fixes are left to you': '还有 {0} 处可能的修复未应用，需自行确认',
};
