import type { Catalogue } from '../message.ts';

/** Of why a pipeline did, or did not, run. */
export const WHYS: Catalogue = {
  'there is nothing on record that says why': '没有任何记录说明原因',
  'what to do': '处理办法',
  '`{0}` does not fire: the store knows nothing of project `{1}` in environment `{2}`':
    '`{0}` 不会触发：存储中没有环境 `{2}` 下项目 `{1}` 的任何记录',
  'start `sluice serve` there, or ask with the `--env` and `--server` of the one that runs':
    '在那里启动 `sluice serve`，或用正在运行的那个的 `--env` 和 `--server` 查询',
  '`{0}` was never deployed, and its repository cannot be read (`{1}`)': '`{0}` 从未部署，且其仓库无法读取（`{1}`）',
  '`{0}` is not deployed, because that is stalled (`{1}`)': '`{0}` 没有部署，因为部署停滞（`{1}`）',
  '`{0}` was never deployed: files of its repository have errors, its own maybe':
    '`{0}` 从未部署：仓库中有文件出错，可能就是它的文件',
  '`{0}` was never deployed: no file that was read defines it': '`{0}` 从未部署：已读取的文件都没有定义它',
  '`{0}` is read and compiled, and not deployed yet': '`{0}` 已读取并编译，但尚未部署',
  'is `{0}` meant? `sluice status` lists what is deployed': '是否指 `{0}`？`sluice status` 列出已部署的流水线',
  '`{0}` does not fire: it was deleted at {1}': '`{0}` 不会触发：已于 {1} 删除',
  '`{0}` does not fire: it goes on as `{1}` since {2}': '`{0}` 不会触发：自 {2} 起以 `{1}` 继续',
  '`sluice why {0}` says why that one did, or did not, run': '`sluice why {0}` 说明那条流水线为何运行或没有运行',
  '`sluice restore {0}` brings it back; `sluice history {1}` says who deleted it':
    '`sluice restore {0}` 可恢复它；`sluice history {1}` 说明由谁删除',
  '`{0}` is not what its file says: deploying it is stalled (`{1}`)': '`{0}` 与其文件不一致：部署停滞（`{1}`）',
  'mend what it says; it is tried again by itself': '按提示修复；之后会自动重试',
  '`{0}` is held to an earlier version': '`{0}` 被固定在较早的版本',
  '`sluice rollback --undo {0}` deploys what its file says': '`sluice rollback --undo {0}` 会部署其文件中的版本',
  '`{0}` is not in its repository any more; its delete waits for a yes (`{1}`)':
    '`{0}` 已不在仓库中；删除等待确认（`{1}`）',
  '`sluice prune` shows what is held, and lets it go': '`sluice prune` 列出等待的删除，并可放行',
  '`{0}` was brought back by a person; its repository does not have it': '`{0}` 由人恢复；仓库中没有它',
  '`{0}` runs otherwise than is on record (`{1}`)': '`{0}` 的实际运行与记录不符（`{1}`）',
  '`sluice plan --live` says what is different': '`sluice plan --live` 说明差异',
  '`{0}` goes on as it was deployed last: files of its repository have errors now':
    '`{0}` 按上次部署的版本继续：仓库中的文件目前有错误',
  '`sluice check` shows the errors': '`sluice check` 显示这些错误',
  '`{0}` goes on as it was deployed last: its repository cannot be read (`{1}`)':
    '`{0}` 按上次部署的版本继续：其仓库无法读取（`{1}`）',
  '`sluice status` says what keeps it from being read': '`sluice status` 说明无法读取的原因',
  'changes of the files are not deployed: no process that runs here has the role `reconcile`':
    '文件的改动不会部署：没有运行中的进程担任 `reconcile`',
  'start `sluice serve`': '启动 `sluice serve`',
  '`{0}` has no fire at {1}: its schedule does not name that moment': '`{0}` 在 {1} 没有触发：其调度不包含该时刻',
  '`sluice next {0}` lists its fires': '`sluice next {0}` 列出其触发时间',
  '`{0}` was skipped at {1} by a freeze': '`{0}` 在 {1} 被冻结跳过',
  '`{0}` does not start now: the freeze `{1}` does not let it': '`{0}` 现在不会启动：冻结 `{1}` 不允许',
  '{0} until {1}': '{0}，直到 {1}',
  '{0}, and skips what is due meanwhile': '{0}，期间到期的触发会被跳过',
  '{0}; what is due meanwhile waits for that': '{0}；期间到期的触发等到那时',
  '`sluice run {0} --during-freeze` runs it all the same': '`sluice run {0} --during-freeze` 仍可运行它',
  'due to start, when the freeze `{0}` has ended that held it': '应启动：推迟它的冻结 `{0}` 已结束',
  '`{0}` did not run for {1}: the fires from {2} to {3} were missed, and not made up for (fires: {4})':
    '`{0}` 没有为 {1} 运行：从 {2} 到 {3} 的触发被错过且没有补（次数：{4}）',
  '`{0}` did not run for {1}: the fires from {2} to {3} were missed, and not made up for (fires: at least {4})':
    '`{0}` 没有为 {1} 运行：从 {2} 到 {3} 的触发被错过且没有补（次数：至少 {4}）',
  '`sluice run {0} --fire {1}` runs it; `sluice explain-run {2}` tells of the record of all':
    '`sluice run {0} --fire {1}` 可运行它；`sluice explain-run {2}` 说明记录了全部错过的那条记录',
  '`{0}` did not run for the fires from {1} to {2}: they were missed, and by its misfire policy not made up for (fires: {3})':
    '`{0}` 没有为从 {1} 到 {2} 的触发运行：它们被错过，按错过策略没有补（次数：{3}）',
  '`{0}` did not run for the fires from {1} to {2}: they were missed, and by its misfire policy not made up for (fires: at least {3})':
    '`{0}` 没有为从 {1} 到 {2} 的触发运行：它们被错过，按错过策略没有补（次数：至少 {3}）',
  '`{0}` starts at {1} for {2}: its schedule spreads the starts (`jitter`)':
    '`{0}` 将于 {1} 为 {2} 启动：其调度会错开启动时间（`jitter`）',
  '`{0}` is due next at {1}, and starts at {2} (`jitter`)': '`{0}` 下次触发为 {1}，于 {2} 启动（`jitter`）',
  'no fire time of its schedule as this build reads it: the schedule that the pipeline had before gave it, or the zone data of another build. What comes next is computed anew':
    '按此版本的解读，这不是其调度的触发时间：由该流水线之前的调度给出，或由另一版本的时区数据给出。其后的触发重新计算',
  'due to start, {0} after the fire time: `jitter` spreads the starts': '应启动：触发时间之后 {0}，由 `jitter` 错开',
  '`{0}` has not run for {1}: that is still to come': '`{0}` 没有为 {1} 运行：该时刻尚未到来',
  '`{0}` has no record of {1}: what is deployed now is so only since {2}':
    '`{0}` 没有 {1} 的记录：当前版本自 {2} 起才部署',
  '`sluice run {0} --fire {1}` runs it; `sluice history {2}` says what was deployed before':
    '`sluice run {0} --fire {1}` 可运行它；`sluice history {2}` 说明之前部署了什么',
  '`{0}` has no record of {1}: it was paused or suspended then, was missed and told in a later record, or its record is past its retention':
    '`{0}` 没有 {1} 的记录：当时已暂停或挂起，或错过后记在更晚的记录中，或记录已超过保留期',
  '`sluice runs --pipeline {0}` and `sluice history {1}` show what is on record':
    '`sluice runs --pipeline {0}` 和 `sluice history {1}` 显示已有记录',
  '`{0}` fires when all of these have succeeded for one fire time: {1}':
    '`{0}` 在以下流水线对同一触发时间全部成功后触发：{1}',
  '`{0}` has never fired: none of its upstreams has run yet ({1})': '`{0}` 从未触发：其上游都尚未运行（{1}）',
  '`{0}` fires only when somebody asks for it (`schedule: manual`)': '`{0}` 仅在有人请求时触发（`schedule: manual`）',
  '`sluice run {0}` runs it': '`sluice run {0}` 可运行它',
  '`{0}` is a stream: it has no fires': '`{0}` 是流作业：没有触发',
  '`{0}` fires a while after its last run has ended, and that has not':
    '`{0}` 在上次运行结束一段时间后触发，而那次运行尚未结束',
  '`{0}` fires no more: its schedule names no moment that is still to come': '`{0}` 不再触发：其调度没有将来的时刻',
  '`{0}` fires no more: the days of its calendar are not known from {1} on':
    '`{0}` 不再触发：自 {1} 起其日历的日期未知',
  "upgrade Sluice to a version that knows them, or let `until` of the project's calendar be later; once the pipeline is deployed anew, it fires again":
    '升级到已有这些日子的 Sluice 版本，或把项目日历的 `until` 推后；重新部署后会再次触发',
  'give it another schedule, and deploy that': '换一个调度并部署',
  '`{0}` is due next at {1}': '`{0}` 下次触发时间为 {1}',
  '`{0}` for {1}': '`{0}`（{1}）',
  'mend the cause, then `sluice run {0} --fire {1}` runs that fire once more; `sluice explain-run {2}` tells the whole story':
    '消除原因后，用 `sluice run {0} --fire {1}` 再次运行该触发；`sluice explain-run {2}` 讲述全过程',
  '`sluice explain-run {0}` tells the whole story': '`sluice explain-run {0}` 讲述全过程',
  '`{0}` did not run for {1}': '`{0}` 没有为 {1} 运行',
  '`sluice run {0} --fire {1}` makes up for it; `misfire: catch-up` does so by itself from now on':
    '`sluice run {0} --fire {1}` 可补跑；`misfire: catch-up` 以后会自动补跑',
  '`{0}` was skipped at {1}, because an earlier run was still going on': '`{0}` 在 {1} 被跳过，因为较早的运行仍在进行',
  '`overlap: queue-one` or `queue-all` lets fires wait; `timeout` ends a run that takes too long':
    '`overlap: queue-one` 或 `queue-all` 让触发等待；`timeout` 结束耗时过长的运行',
  '`{0}` waited for {1} as long as it may, and did not run': '`{0}` 为 {1} 的等待已到时限，没有运行',
  '`sluice run {0} --fire {1}` runs it now, and waits for nobody; a longer `timeout` of `dependsOn` lets it wait longer':
    '`sluice run {0} --fire {1}` 会立即运行，不再等待；把 `dependsOn` 的 `timeout` 设长一些可让它等得更久',
  '{0} has not run yet, and is skipped at {1}': '{0} 尚未运行，将于 {1} 被跳过',
  '{0} has not run yet, and runs at {1} at the latest': '{0} 尚未运行，最迟于 {1} 运行',
  '{0} has not run yet, and fails at {1}': '{0} 尚未运行，将于 {1} 记为失败',
  '`{0}` fires when any of these has succeeded for a fire time: {1}':
    '`{0}` 在以下任意一条流水线对某个触发时间成功后触发：{1}',
  '`{0}` did not run for {1}, because an upstream did not succeed': '`{0}` 没有为 {1} 运行，因为有上游没有成功',
  'let the upstream succeed for that fire, then `sluice run {0} --fire {1}`':
    '让上游对该触发成功，再执行 `sluice run {0} --fire {1}`',
  '`{0}` was skipped at {1}': '`{0}` 在 {1} 被跳过',
  '{0} has not run yet': '{0}尚未运行',
  '{0} has not run yet, and run `{1}` is before it': '{0}尚未运行，运行 `{1}` 排在它前面',
  '`sluice explain-run {0}` tells what that run does; a person can cancel it on the page':
    '`sluice explain-run {0}` 说明那次运行在做什么；可在页面上取消它',
  '{0} waits': '{0}在等待',
  '{0} is on record and nobody runs it: no process that runs here has the role `execute`':
    '{0}已记录但没有人运行：没有运行中的进程担任 `execute`',
  'start `sluice serve`; with `--roles`, let some of its processes have `execute`':
    '启动 `sluice serve`；使用 `--roles` 时让其中一些进程担任 `execute`',
  '{0} is on record and nobody runs it: of the executors that are there ({1}) none that takes runs has the labels that it asks for ({2})':
    '{0} 已记录，但没有执行器运行它：现有的执行器（{1} 个）中，接受运行的都没有它要求的标签（{2}）',
  'start an executor with `SLUICE_LABELS`, or change `runOn` of the pipeline or of its engine; `sluice executors` shows the labels of each':
    '用 `SLUICE_LABELS` 启动一个执行器，或修改流水线或其引擎的 `runOn`；`sluice executors` 会列出每个执行器的标签',
  '{0} is on record and nobody runs it: every executor is drained ({1})':
    '{0}已记录但没有人运行：所有执行器都已排空（{1}）',
  '`sluice executors` says who drained them; `sluice drain --undo` lets one take runs again':
    '`sluice executors` 说明由谁排空；`sluice drain --undo` 让执行器重新接收运行',
  '{0} is ready since {1} and no executor has taken it yet (executors: {2}, runs they hold: {3})':
    '{0}自 {1} 起就绪，还没有执行器接收（执行器：{2}，持有的运行：{3}）',
  '{0} is ready since {1} and not taken yet': '{0} 自 {1} 起已就绪，尚未被领取',
  '{0}: an executor takes it when one more run may read or write datasource `{1}` (limit: {2})':
    '{0}：数据源 `{1}` 可再容纳一个运行时，执行器会领取它（上限：{2}）',
  '{0}: {1} runs read or write datasource `{2}`, as many as its `limit` lets ({3})':
    '{0}：已有 {1} 个运行在读写数据源 `{2}`，达到其 `limit`（{3}）',
  '{0}: an executor takes it when pool `{1}` has a free slot (slots: {2})':
    '{0}：池 `{1}` 有空闲名额时，执行器会领取它（名额：{2}）',
  'pool `{0}`': '池 `{0}`',
  '{0}: the free slot of {1} is kept for `{2}` for {3}, which goes first and waits for {4}, where none is free':
    '{0}：{1} 的空闲名额为 `{2}`（{3}）保留，它排在前面，正在等待没有空闲名额的 {4}',
  '{0}: pool `{1}` is full (runs: {2}, slots: {3})': '{0}：池 `{1}` 已满（运行：{2}，名额：{3}）',
  '`sluice runs` shows what is under way; where it stays so, raise the `limit` of the datasource, or add executors':
    '`sluice runs` 列出正在进行的运行；若一直如此，可提高该数据源的 `limit`，或增加执行器',
  '`sluice runs` shows what is under way; where it stays so, give the pool more slots, or add executors':
    '`sluice runs` 显示正在进行的运行；若一直如此，请增加池的名额或执行器',
  'where it stays so, add executors: `sluice executors` shows what each of them holds':
    '若一直如此，请增加执行器：`sluice executors` 显示各自持有的运行',
  '{0} failed {1} times and is tried again at {2}': '{0}失败了 {1} 次，将于 {2} 重试',
  '{0} was held by `{1}`, which was not heard of since {2}: another executor takes it over':
    '{0}由 `{1}` 持有，而它自 {2} 起没有消息：另一个执行器会接管',
  'where none does, `sluice executors` shows whether there is any': '若无人接管，`sluice executors` 显示是否还有执行器',
  '{0} is at work since {1} on `{2}` (`{3}`)': '{0}自 {1} 起在 `{2}` 上运行（`{3}`）',
  '{0} ended well, and has failed for what is expected of it': '{0}正常结束，但没有达到期望，因此记为失败',
  'what it has written stays, and the position did not move: see what its source holds, then `sluice run {0} --fire {1}` runs that fire once more; `expect` of the pipeline says what is expected':
    '已写入的行会保留，位点没有移动：请查看源中的数据，然后用 `sluice run {0} --fire {1}` 重新运行该次触发；期望写在流水线的 `expect` 中',
  '{0} ran and failed, attempts: {1}': '{0}运行失败，尝试次数：{1}',
  '{0} ran and took too long, attempts: {1}': '{0}运行超时，尝试次数：{1}',
  '{0} was cancelled': '{0}已取消',
  '{0} has run, and succeeded at {1} (trigger `{2}`)': '{0}已运行，于 {1} 成功（触发方式 `{2}`）',
  '`{0}` does not fire: {1} has paused it at {2}': '`{0}` 不会触发：{1} 于 {2} 将其暂停',
  '{0}, until {1}': '{0}，直到 {1}',
  '`sluice resume {0}` lets it go on': '`sluice resume {0}` 让它继续',
  '`{0}` does not fire: its definition says `state: suspended`, deployed at {1}':
    '`{0}` 不会触发：其定义为 `state: suspended`，部署于 {1}',
  'write `state: running`, or leave it out, and deploy that': '写成 `state: running` 或去掉它，然后部署',
  '`{0}` cannot fire: its artefact is not in the store (`{1}`)': '`{0}` 无法触发：其产物不在存储中（`{1}`）',
  'put the store back from a backup, or change the pipeline so that it is deployed anew':
    '从备份恢复存储，或修改该流水线使其重新部署',
  '`{0}` does not fire: no process that runs here has the role `schedule`':
    '`{0}` 不会触发：没有运行中的进程担任 `schedule`',
  'start `sluice serve`; with `--roles`, let one of its processes have `schedule`':
    '启动 `sluice serve`；使用 `--roles` 时让其中一个进程担任 `schedule`',
  '`{0}` does not fire now: no scheduler leads, and only one that does records fires':
    '`{0}` 现在不会触发：没有主调度器，而只有主调度器才记录触发',
  'a new one leads when the lease is over; if it stays so, `sluice doctor` looks at where leases are kept':
    '租约到期后会产生新的主调度器；若一直如此，`sluice doctor` 会检查租约所在之处',
  '`{0}` may not fire now: who leads cannot be told': '`{0}` 现在可能不会触发：无法得知谁是主调度器',
  '`sluice doctor` looks at where leases are kept': '`sluice doctor` 会检查租约所在之处',
  '`{0}` was due at {1} and nobody has recorded that fire: the scheduler does not do its work, or is behind':
    '`{0}` 应于 {1} 触发而没有记录：调度器没有工作，或已落后',
  'the log of the process that leads says what it does; its misfire policy decides what is made up for':
    '主调度进程的日志说明它在做什么；由错过策略决定补跑什么',
  'due: the fire time (trigger `{0}`)': '到期：触发时间（触发方式 `{0}`）',
  'recorded {0} after it was due: nobody scheduled, the pipeline was paused, or the fire was asked for later':
    '到期后 {0} 才记录：当时无人调度、流水线已暂停，或该触发是事后请求的',
  'recorded {0} after the fire time that it has from its upstreams, which had to succeed first':
    '在取自上游的触发时间之后 {0} 才记录：须等上游先成功',
  'asked for by `{0}`': '由 `{0}` 请求',
  'once more, asked for by `{0}`': '由 `{0}` 请求再次运行',
  'to be stopped, asked for by `{0}`': '由 `{0}` 请求停止',
  'recorded, ready to run': '已记录，可以运行',
  'waits no longer, ready to run': '不再等待，可以运行',
  'given back by `{0}` before it was started': '在启动前由 `{0}` 交还',
  'ready to run once more': '可以再次运行',
  'recorded, and waits': '已记录，等待中',
  'taken by executor `{0}`': '由执行器 `{0}` 接收',
  'attempt {0} starts': '第 {0} 次尝试启动',
  'attempt {0} is running in the engine': '第 {0} 次尝试在引擎中运行',
  'attempt {0} did not succeed, another one follows': '第 {0} 次尝试没有成功，将再次尝试',
  succeeded: '成功',
  'failed, and no attempt follows': '失败，不再尝试',
  'took too long, and no attempt follows': '超时，不再尝试',
  cancelled: '已取消',
  skipped: '已跳过',
  'its pipeline was called `{0}` until now': '其流水线此前名为 `{0}`',
  'taken over by executor `{0}` from `{1}`': '执行器 `{0}` 从 `{1}` 接管',
  'attempt {0} was lost': '第 {0} 次尝试丢失',
  'there is no run `{0}`': '没有运行 `{0}`',
  '`sluice runs` lists the runs': '`sluice runs` 列出运行',
  artefact: '产物',
  generation: '代',
  revision: '修订',
  parameters: '参数',
  'cursor from': '游标起点',
  'cursor to': '游标终点',
  rows: '行数',
};
