import type { Catalogue } from '../message.ts';

/** Of deployed state, saved plans, `sluice apply` and drift. */
export const PLAN_APPLY: Catalogue = {
  'nothing is deployed yet: every pipeline is new': '尚未部署任何流水线：所有流水线都是新的',
  'what is deployed there is `{0}` in environment `{1}`, not `{2}` in `{3}`':
    '那里部署的是环境 `{1}` 中的 `{0}`，不是 `{3}` 中的 `{2}`',
  'name the environment with --env, and the server of this project with --server':
    '用 --env 指定环境，用 --server 指定本项目的服务器',
};
