import type { Catalogue } from '../message.ts';

/** Of what engines really run (`--live`). */
export const DRIFT: Catalogue = {
  'where no daemon runs, start `sluice serve`': '若没有守护进程在运行，请启动 `sluice serve`',
  'engine `{0}` has running jobs on other hosts that are not compared (`{1}`: {2}): ask the server there, with --server':
    '引擎 `{0}` 在其他主机上有运行中的作业，未作比较（`{1}`：{2}）：请用 --server 询问那里的服务器',
  'engine `{0}` cannot be asked (`{1}`): what it runs is not compared':
    '无法询问引擎 `{0}`（`{1}`）：它运行的内容未作比较',
  'run `{0}` is running on record, and the engine has no such job: the daemon ends it as lost and tries again where `retry` allows; {1}':
    '记录中运行 `{0}` 正在进行，而引擎中没有这个作业：守护进程会将其记为丢失，并在 `retry` 允许时重试；{1}',
  'run `{0}` is running on record, and its job {1}: the daemon writes that down at its next look; {2}':
    '记录中运行 `{0}` 正在进行，而它的作业{1}：守护进程下次查看时会写入记录；{2}',
  'has succeeded': '已成功',
  'has failed': '已失败',
  'was cancelled': '已被取消',
  'is over, how is not known yet': '已结束，结果尚不清楚',
  'job `{0}` runs, and its run `{1}` is over on record (`{2}`): cancel the job in the engine, or it goes on writing':
    '作业 `{0}` 仍在运行，而它的运行 `{1}` 在记录中已结束（`{2}`）：请在引擎中取消该作业，否则它会继续写入',
  'job `{0}` runs, and attempt {1} of run `{2}` is over on record (`{3}`): cancel the job in the engine before the next attempt writes the same rows':
    '作业 `{0}` 仍在运行，而运行 `{2}` 的第 {1} 次尝试在记录中已结束（`{3}`）：请在下一次尝试写入相同的行之前，在引擎中取消该作业',
  'run `{0}` has more than one job that runs: cancel `{1}` in the engine, on record is `{2}`; rows may be there twice':
    '运行 `{0}` 有不止一个作业在运行：请在引擎中取消 `{1}`，记录中的是 `{2}`；行可能已重复',
  'job `{0}` runs as `{1}`, a name as Sluice gives them, and no run on record has started it: cancel it in the engine, unless another Sluice uses the engine too':
    '作业 `{0}` 以 `{1}` 的名称运行，这是 Sluice 命名的格式，而记录中没有任何运行启动过它：请在引擎中取消它，除非另有一个 Sluice 也在使用该引擎',
  'run `{0}` goes on with artefact `{1}`, and `{2}` is deployed: cancel the run and start it anew for the change to take effect':
    '运行 `{0}` 仍在使用产物 `{1}`，而已部署的是 `{2}`：请取消该运行并重新启动，变更才会生效',
  'the stored artefact `{0}` is not what its digest says, somebody has edited it: restore its row of `sluice_artefact`, or deploy any change of the pipeline, which writes another':
    '存储中的产物 `{0}` 与其摘要不符，有人改动过它：请恢复 `sluice_artefact` 中的对应行，或部署该流水线的任意变更以写入新的产物',
  'the deployed artefact `{0}` is not in the store, so no run can start: restore its row of `sluice_artefact`, or deploy any change of the pipeline, which writes another':
    '已部署的产物 `{0}` 不在存储中，因此无法启动运行：请恢复 `sluice_artefact` 中的对应行，或部署该流水线的任意变更以写入新的产物',
  'somebody has edited its row of `sluice_deployment`: its last event says {0}, and the row {1}; with `policies.selfHeal: record` the daemon writes back what the event says, and any change of the pipeline replaces it':
    '有人改动过它在 `sluice_deployment` 中的行：最近一次事件记录的是 {0}，而该行是 {1}；设置 `policies.selfHeal: record` 后守护进程会按事件写回，流水线的任意变更也会取代它',
  'engine `{0}` reports version {1}, and what is deployed on it is compiled for {2} (pipelines: {3}): write its version into sluice.yaml, or give it the address of a cluster of that version':
    '引擎 `{0}` 报告的版本是 {1}，而部署在其上的是按 {2} 编译的（流水线数：{3}）：请在 sluice.yaml 中写明它的版本，或为它配置该版本集群的地址',
  'no engine was asked: nothing is deployed': '没有询问任何引擎：尚未部署任何内容',
  '--live looks at what is deployed, and --base compares with a commit, of which no engine knows':
    '--live 查看已部署的内容，而 --base 与某个提交比较，引擎对提交一无所知',
  '--base compares with a commit, and {0} with what is deployed': '--base 与某个提交比较，而 {0} 与已部署的内容比较',
  'leave one of the two out': '去掉两者之一',
  'leave --base out: the plan is then made against what is deployed': '去掉 --base：计划就与已部署的内容比较',
  'drift of what is not selected is left out ({0})': '未选中部分的漂移没有列出（{0}）',
  'no drift found': '未发现漂移',
  'drift: {0} found, nothing was changed': '漂移：发现 {0} 处，未作任何改动',
  'what is deployed of `{0}` is not in the store, or was edited there: nothing is compared with it; `--live` says more':
    '`{0}` 已部署的产物不在存储中，或在那里被改动过：不与它比较；`--live` 会给出更多信息',
};
