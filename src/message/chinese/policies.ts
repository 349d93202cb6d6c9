import type { Catalogue } from '../message.ts';

/** Of policies, what they ask for and what they forbid. */
export const POLICIES: Catalogue = {
  'where all of the base is deployed, the daemon would delete nothing (`{0}`): {1}':
    '如果基准的流水线都已部署，守护进程不会删除任何东西（`{0}`）：{1}',
  'policies change: {0}': '策略有变化：{0}',
  'approvals that the base asks for are asked for too': '基准要求的批准仍然需要',
  'by the policies of the base the daemon would delete nothing (`{0}`): {1}':
    '按基准的策略，守护进程不会删除任何东西（`{0}`）：{1}',
  'keep the pipelines, suspended if need be; or change `prune` in a change of its own, and merge that first':
    '保留这些流水线，必要时把它们暂停；或在单独的变更里修改 `prune`，并先合并它',
  'take out fewer at a time; or raise `maxChangedShare` in a change of its own, and merge that first':
    '一次少去掉一些；或在单独的变更里调大 `maxChangedShare`，并先合并它',
  'rules of the base are asked too': '基准的规则也会用来检查',
  '{0} (`{1}` of the base)': '“{0}”（基准的 `{1}`）',
  '`{0}`: {1} (`{2}` of the base)': '`{0}`：“{1}”（基准的 `{2}`）',
  'a rule of the base gives no answer: {0} (`{1}`)': '基准的一条规则没有给出结果：{0}（`{1}`）',
  'mend the rule in a change of its own, and merge that first': '在单独的变更里修好这条规则，并先合并它',
  '{0} and {1} more': '{0}，另有 {1} 个',
  '{0} has to approve ({1}): {2}': '需要 {0} 批准（{1}）：{2}',
  approval: '批准',
  'the change of `{0}` needs the approval of its owner, and it has none': '`{0}` 的变更需要负责人批准，但它没有负责人',
  'the change of `{0}` needs the approval of its owner, and `{1}` is a mail address':
    '`{0}` 的变更需要负责人批准，但 `{1}` 是邮箱地址',
  'so says `policies.approval` of `sluice.yaml`; forges tell who approves by login':
    '`sluice.yaml` 的 `policies.approval` 这样要求；代码平台以登录名表示批准人',
  'name a login or a team: `owner` in its definition, a line in CODEOWNERS, or `defaults.owner` in `sluice.yaml`':
    '写明登录名或团队：定义里的 `owner`、CODEOWNERS 里的一行，或 `sluice.yaml` 的 `defaults.owner`',
  '`{0}` is a mail address: forges tell who approves by login only': '`{0}` 是邮箱地址：代码平台只以登录名表示批准人',
  '`{0}` is neither a login nor a team': '`{0}` 既不是登录名也不是团队',
  'write `owner`, `"@login"` or `"@organisation/team"`':
    '写 `owner`、`"@login"`（登录名）或 `"@organisation/team"`（组织和团队）',
  'keep rules in a folder of their own: `policies/*.ts`': '把规则放在单独的目录里：`policies/*.ts`',
  '`{0}` is no path inside the project': '`{0}` 不是项目内的路径',
  '`{0}` does not begin with the name of a folder': '`{0}` 不是以目录名开头',
  '`{0}` is where pipelines are defined': '`{0}` 是定义流水线的地方',
  'no rule is found at `{0}`': '在 `{0}` 没有找到规则',
  'rules are `.ts` files; `_name.ts` and `_folder/` hold modules of theirs':
    '规则是 `.ts` 文件；`_name.ts` 和 `_folder/` 里是它们的模块',
  'write one, or take the line out': '写一条规则，或去掉这一行',
  '{0} (`{1}`)': '“{0}”（`{1}`）',
  '`{0}`: {1} (`{2}`)': '`{0}`：“{1}”（`{2}`）',
  'the rule waits for a promise that nothing settles': '规则在等待一个不会有结果的 `Promise`',
  'there is nothing to wait for in a rule: remove the `await`': '规则里没有什么可等的：去掉 `await`',
  'the rule ran too long and was stopped': '规则运行太久，已被中止',
  'look for a loop that does not end; a rule should take milliseconds': '检查是否有死循环；一条规则应在几毫秒内完成',
  'the rule needed too much memory and was stopped': '规则占用内存过多，已被中止',
  'look for a list that grows without end': '检查是否有不断增长的列表',
  'the rule gives more than 4 MB of violations': '规则给出的违规超过 4 MB',
  'say once what is wrong with many pipelines': '许多流水线有同样的问题时，只说一次',
  '`export default` gives no rule': '`export default` 给出的不是规则',
  'export a function of the plan: `export default definePolicy((plan) => [ … ])`':
    '导出一个以计划为参数的函数：`export default definePolicy((plan) => [ … ])`',
  'the rule threw: {0}': '规则抛出了异常：“{0}”',
  'a rule has the language itself, `sluice` and the plan; give it what it needs as a constant':
    '规则里只有语言本身、`sluice` 和计划；需要的值请写成常量',
  'a plan is read-only: make a list or a map of your own': '计划是只读的：请另建自己的列表或映射',
  'the rule gives no violations: {0}': '规则给出的不是违规：{0}',
  'return a list of `{ pipeline, message }`, with `severity` and `path` where they are wanted; an empty one where the plan is as it should be':
    '返回 `{ pipeline, message }` 的列表，需要时加上 `severity` 和 `path`；没有问题时返回空列表',
  'it returns no list': '它返回的不是列表',
  'item {0} {1}': '第 {0} 项{1}',
  'is no object': '不是对象',
  'has the key `{0}`, which no violation has': '有键 `{0}`，违规没有这个键',
  'has no `message`': '没有 `message`',
  'has a `severity` that is none of `error`, `warning` and `info`':
    '的 `severity` 不是 `error`、`warning`、`info` 之一',
  'has a `path` that does not begin with `/`': '的 `path` 不是以 `/` 开头',
  'names the pipeline `{0}`, which is neither in the plan nor in the project':
    '提到的流水线 `{0}` 既不在计划里，也不在项目里',
};
