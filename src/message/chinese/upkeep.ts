import type { Catalogue } from '../message.ts';

/** Upkeep of daemons: executors, draining, backups, upgrades. */
export const UPKEEP: Catalogue = {
  '`--undo` goes with neither `--wait` nor `--hand-over`': '`--undo` 不能与 `--wait` 或 `--hand-over` 一起使用',
  'waiting: `{0}` holds 1 run': '等待中：`{0}` 还持有 1 个运行',
  'waiting: `{0}` holds {1} runs': '等待中：`{0}` 还持有 {1} 个运行',
  '`{0}` holds no run any more': '`{0}` 已不再持有任何运行',
  'what is to be drained is not said': '没有说明要排空什么',
  '`{0}` and `--this-host` are two things to drain': '`{0}` 和 `--this-host` 是两个不同的排空对象',
  'name an executor or a host of `sluice executors`, or use `--this-host`':
    '请给出 `sluice executors` 中的执行器或主机名，或使用 `--this-host`',
  '`{0}` takes no new runs; what it holds goes on to its end': '`{0}` 不再接受新的运行；已持有的会执行到结束',
  '`{0}` was drained already': '`{0}` 此前已被排空',
  '`{0}` takes runs again': '`{0}` 重新接受运行',
  '`{0}` was not drained': '`{0}` 并未被排空',
  '`{0}` is gone, and runs are still on record as its own': '`{0}` 已不在，但仍有运行记在它名下',
  'another executor takes them over when their claims have passed; `sluice runs --state running` shows them':
    '认领到期后会由其他执行器接管；可用 `sluice runs --state running` 查看',
  'no process of this project runs on this store: `sluice serve` starts one':
    '此存储上没有本项目的进程在运行：`sluice serve` 可启动一个',
  '`{0}` is gone and still drained, by {1}: `sluice drain --undo {2}` ends that':
    '`{0}` 已不在，仍被 {1} 标记为排空：用 `sluice drain --undo {2}` 解除',
  '`{0}` is drained by {1}: `sluice drain --undo {2}` ends that':
    '`{0}` 已被 {1} 排空：用 `sluice drain --undo {2}` 恢复',
  '`{0}` is drained by {1} ({2}): `sluice drain --undo {3}` ends that':
    '`{0}` 已被 {1} 排空（{2}）：用 `sluice drain --undo {3}` 恢复',
  'nobody executes: all executors are drained': '没有进程执行：所有执行器都已排空',
  'nobody executes: no process has the role `execute`, and runs wait':
    '没有进程执行：没有进程担任 `execute` 角色，运行在等待',
  'nobody schedules: no process has the role `schedule`, and fires wait':
    '没有进程调度：没有进程担任 `schedule` 角色，触发在等待',
  'nobody reconciles: no process has the role `reconcile`, and changes of the definitions wait':
    '没有进程协调：没有进程担任 `reconcile` 角色，定义的变更在等待',
  '`sluice upgrade` only checks: a version is installed as its package is':
    '`sluice upgrade` 只做检查：版本通过安装包来安装',
  'add `--check`': '请加上 `--check`',
  '`upgrade --check` reads the store, not a server': '`upgrade --check` 读取的是存储，而不是服务器',
  'run it with the settings of the daemon, and leave `--server` out': '请使用守护进程的设置运行，并去掉 `--server`',
  'this is {0}; {1} pipelines are deployed': '当前版本为 {0}；已部署 {1} 条流水线',
  'only reviewed plans are deployed here: they are compared with the files of this folder':
    '这里只部署经过评审的计划：与本目录中的文件进行比较',
  '`{0}` means the same, and its job is printed otherwise: {1}': '`{0}` 含义不变，但作业的输出不同：{1}',
  'the {0} store was never made: the first start makes it': '{0} 存储尚未创建：首次启动时会创建',
  'the store has schema {0}, which this version ({1}) does not go on with: install a newer one':
    '存储的结构版本为 {0}，本版本（{1}）无法使用：请安装更新的版本',
  'the store has schema {0}, of a newer version; this one goes on with it':
    '存储的结构版本为 {0}，来自更新的版本；本版本可以继续使用',
  "the store's schema stays as it is": '存储的结构保持不变',
  'the first start of this version adds to the store: {0}': '本版本首次启动时会为存储增加：{0}',
  'processes of the version that runs now go on meanwhile: hosts can be upgraded one after the other':
    '当前运行版本的进程可同时继续工作：可以逐台升级主机',
  'processes of the version that runs now do not go on with that: stop all of them first':
    '当前运行版本的进程无法继续工作：请先全部停止',
  '`{0}` runs {1}': '`{0}` 运行的是 {1}',
  'the store is in {0}, {1} bytes': '存储已写入 {0}，{1} 字节',
  'the store and {0} have different events of one sequence: {1}, event {2} of {3}':
    '存储与 {0} 在同一序号上有不同的事件：{1}，{3} 的第 {2} 个事件',
  'a daemon has written since the backup was put back, or the backup was made after the two had parted: put it back once more, or an earlier one, and rejoin before a daemon is started':
    '恢复备份之后已有守护进程写入，或备份是在两者分叉之后制作的：请重新恢复该备份或更早的备份，并在启动守护进程之前执行衔接',
  'nothing to do: {0} has no later event than the store': '无需处理：{0} 中没有比存储更新的事件',
  '{0} chains go on behind what {1} has; the audit tells of it': '{0} 条链将接在 {1} 已有的事件之后继续；审计中有记录',
  'nobody publishes events: no process has the role `{0}`, and events wait':
    '没有进程发布事件：没有进程担任 `{0}` 角色，事件在等待',
};
