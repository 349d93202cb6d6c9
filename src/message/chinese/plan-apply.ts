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
  'the daemon would delete nothing (`{0}`): {1}': '守护进程不会删除任何内容（`{0}`）：{1}',
  'nobody is there to be asked whether to apply {0}': '没有人可以回答是否应用 {0}',
  'add --yes where the plan was reviewed, as in CI': '如果计划已经过评审（例如在持续集成中），请加上 --yes',
  '--seal {0} is no seal': '--seal {0} 不是封印',
  'write it whole, as `plan --out` and `review --plan` print it: `sha256:` and 64 digits':
    '请完整写出 `plan --out` 和 `review --plan` 打印的值：`sha256:` 加 64 位数字',
  '{0} is not applied: its seal is {1}, and --seal asks for {2}': '不应用 {0}：它的封印是 {1}，而 --seal 要求 {2}',
  'apply the file that was reviewed; where this one is meant, have it reviewed first':
    '请应用评审过的那个文件；如果就是要应用这个文件，请先让人评审',
  'its seal, for `apply --seal`: {0}': '它的封印，用于 `apply --seal`：{0}',
  'nothing was applied': '没有应用任何内容',
  'the plan is for environment `{0}`, and this is `{1}`': '计划针对的环境是 `{0}`，而这里是 `{1}`',
  'name it: `--env {0}`': '请指定环境：`--env {0}`',
  'Apply this change to `{0}`, environment `{1}`?': '将此变更应用到 `{0}` 的环境 `{1}`？',
  'Apply these {0} changes to `{1}`, environment `{2}`?': '将这 {0} 项变更应用到 `{1}` 的环境 `{2}`？',
  yes: '是',
  no: '否',
  'the answer of {0} did not come: what was asked for may be done, or not':
    '没有收到 {0} 的答复：请求的操作可能已完成，也可能没有',
  'ask for it once more: what is done already is not done again': '请再请求一次：已完成的操作不会重复',
  'the plan is for `{0}` in environment `{1}`, and what is deployed there is `{2}` in `{3}`':
    '计划针对的是环境 `{1}` 中的 `{0}`，而那里部署的是 `{3}` 中的 `{2}`',
  'name the server of this project with --server, or its folder with --chdir':
    '用 --server 指定本项目的服务器，或用 --chdir 指定它的文件夹',
  'this environment is deployed from a folder: its daemon would undo what a plan changes':
    '此环境按文件夹部署：它的守护进程会撤销计划所做的变更',
  'change the files; or run the daemon with `sluice serve --source apply`, so that only reviewed plans are applied':
    '请修改文件；或者用 `sluice serve --source apply` 运行守护进程，这样只应用经过评审的计划',
  '{0} is not applied: {1}': '{0} 没有应用：{1}',
  '{0} cannot be read: {1}': '无法读取 {0}：{1}',
  'the plan does not show what it does: it was edited or damaged': '计划所展示的与它要执行的不一致：它被修改过或已损坏',
  '{0} is no JSON: it was cut off, edited, or is another file':
    '{0} 不是合法的 `JSON`：它被截断、被修改过，或者是别的文件',
  'name a file that `sluice plan --out FILE` has written': '请指定由 `sluice plan --out FILE` 写出的文件',
  'no plan is saved in {0}: the project has errors ({1}), and nothing of it is applied':
    '没有将计划保存到 {0}：项目有错误（{1} 个），不会应用其中的任何内容',
  'the plan is saved; `sluice apply {0}{1}` does it, and nothing else':
    '计划已保存；`sluice apply {0}{1}` 会执行它，且只执行它',
  'this environment is deployed from a repository: its daemon would undo what a plan changes':
    '这个环境按仓库部署：守护进程会撤销计划所做的改动',
  'push the change to it; or run the daemon with `sluice serve --source apply`, so that only reviewed plans are applied':
    '请把改动推送到该仓库；或者用 `sluice serve --source apply` 运行守护进程，这样只应用经过评审的计划',
  'what is deployed there follows a repository: the plan is refused until its daemon runs with `--source apply`':
    '那里按仓库部署：在守护进程以 `--source apply` 运行之前，计划会被拒绝',
  'what is deployed there follows a folder: the plan is refused until its daemon runs with `--source apply`':
    '那里按文件夹部署：在守护进程以 `--source apply` 运行之前，计划会被拒绝',
  '--out saves the plan of one environment, and these are asked for: {0}':
    '--out 保存一个环境的计划，而请求的环境有：{0}',
  'save a plan for each, in a file of its own': '请为每个环境各保存一个计划，各用一个文件',
  'what is deployed cannot be read: {0}': '无法读取已部署的内容：{0}',
  '{0}; or compare with a commit, for which nothing is asked: `--base REF`':
    '{0}；或者与某个提交比较，这不需要访问任何服务：`--base REF`',
  'cannot save the plan in {0}: {1}': '无法将计划保存到 {0}：{1}',
  'the plan has no changes: there is nothing to do': '计划没有变更：无事可做',
  'applied to `{0}`, environment `{1}`: 1 change': '已应用到 `{0}` 的环境 `{1}`：1 项变更',
  'applied to `{0}`, environment `{1}`: {2} changes': '已应用到 `{0}` 的环境 `{1}`：{2} 项变更',
  'applied already: everything is as this plan wants it, and nothing was done':
    '早已应用：一切已如计划所要求，没有做任何操作',
  'nothing was applied: 1 pipeline is deployed otherwise than the plan has it':
    '没有应用任何内容：有 1 个流水线的部署情况与计划不符',
  'nothing was applied: {0} pipelines are deployed otherwise than the plan has them':
    '没有应用任何内容：有 {0} 个流水线的部署情况与计划不符',
  'the plan compares with `{0}`, which is not what is deployed: make it again without --base, and have that reviewed':
    '计划是与 `{0}` 比较的，而已部署的并非如此：请不带 --base 重新生成计划，并再次评审',
  'make it again with `sluice plan --out FILE`, which shows what it does now, and have that reviewed':
    '请用 `sluice plan --out FILE` 重新生成计划，看它现在会做什么，并再次评审',
  'it is gone already; a new plan leaves it out': '它已不存在；新的计划会略去它',
  'it is what the plan makes of it already; a new plan leaves it out': '它已是计划所要求的样子；新的计划会略去它',
  'the plan creates it, and it is deployed already ({0})': '计划要创建它，而它已经部署（{0}）',
  'the plan changes {0}, and it is not deployed any more': '计划要修改 {0}，而它已不再部署',
  'the plan changes {0}, and what is deployed is {1}': '计划要修改 {0}，而已部署的是 {1}',
  'this is what `plan --output json` prints, which says nothing of how to do it':
    '这是 `plan --output json` 的输出，其中没有执行所需的内容',
  'this is no saved plan': '这不是保存的计划',
  'the plan has format {0}, and this version of Sluice reads {1}':
    '计划的格式版本是 {0}，而此版本的 Sluice 读取的是 {1}',
  'the plan was made by Sluice {0}, and this is {1}': '计划由 Sluice {0} 生成，而这里是 {1}',
  'make it again with the version that applies it: `sluice plan --out FILE`':
    '请用执行计划的那个版本重新生成：`sluice plan --out FILE`',
  'parts of the plan are missing or of another shape': '计划的某些部分缺失或结构不对',
  'make it again with `sluice plan --out FILE`, and have that reviewed':
    '请用 `sluice plan --out FILE` 重新生成计划，并再次评审',
  'write one with `sluice plan --out FILE`': '请用 `sluice plan --out FILE` 写出计划',
  'the artefact of `{0}` is not what its digest says: the plan was edited or damaged':
    '`{0}` 的产物与其摘要不符：计划被修改过或已损坏',
  'the artefact of `{0}` is missing: the plan was edited or damaged': '缺少 `{0}` 的产物：计划被修改过或已损坏',
  'the artefact of `{0}` is that of another pipeline: the plan was edited or damaged':
    '`{0}` 的产物属于另一个流水线：计划被修改过或已损坏',
  'the plan is not as it was sealed: it was edited or damaged': '计划与封存时不一致：它被修改过或已损坏',
};
