import type { Catalogue } from '../message.ts';

/** Of deployed state, saved plans, `sluice apply` and drift. */
export const PLAN_APPLY: Catalogue = {
  'nothing is deployed yet: every pipeline is new': '尚未部署任何流水线：所有流水线都是新的',
  'what is deployed there is `{0}` in environment `{1}`, not `{2}` in `{3}`':
    '那里部署的是环境 `{1}` 中的 `{0}`，不是 `{3}` 中的 `{2}`',
  'name the environment with --env, and the server of this project with --server':
    '用 --env 指定环境，用 --server 指定本项目的服务器',
  'sluice.yaml is missing or cannot be compiled; see the diagnostics. Nothing is deleted':
    'sluice.yaml 不存在或无法编译，请看诊断信息。不会删除任何内容',
  'files with errors may hide {0}, which keep their last good version':
    '有错误的文件可能含有 {0}，它们保留最近一次正确的版本',
  'the project has no pipeline left while {0} are deployed': '项目中已没有流水线，而已部署的还有 {0} 个',
  "the project's policy is never to delete: {0}": '项目的策略是从不删除：{0}',
  '{0} of {1} deployments would go, more than the share of {2} that may: {3}':
    '{1} 个部署中会删除 {0} 个，超过允许的比例 {2}：{3}',
  'the daemon would delete nothing ({0}): {1}': '守护进程不会删除任何内容（{0}）：{1}',
};
