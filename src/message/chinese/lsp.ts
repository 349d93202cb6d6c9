import type { Catalogue } from '../message.ts';

/** What an editor shows: src/lsp. */
export const LSP: Catalogue = {
  'note: {0}': '注：{0}',
  'help: {0}': '帮助：{0}',
  'mend everything in this file that is safe to mend': '修复此文件中所有可安全修复的问题',
  '`{0}` is not checked: there is no sluice.yaml in its folder or above; `sluice init` begins a project':
    '未检查 `{0}`：其所在目录及上级目录中没有 sluice.yaml；可用 `sluice init` 新建项目',
  'the time of the fire, in the zone of the schedule: the same for every attempt and every re-run of it':
    '本次触发的时间，按调度的时区；同一次触发的每次尝试和重跑都相同',
  'the day before the fire, as `yyyyMMdd` where no format is given': '触发时间的前一天，未指定格式时为 `yyyyMMdd`',
  'the fire before this one by the schedule: where the rows of this run begin':
    '按调度计算的上一次触发时间：本次运行数据的起点',
  'this fire: where the rows of this run end (exclusive)': '本次触发时间：本次运行数据的终点（不含）',
  'where the last run that succeeded has ended; needs `incremental` with `from`':
    '上一次成功运行结束的位置；需要 `incremental` 并设置 `from`',
  'name of the environment': '环境名称',
  'name of the pipeline': '流水线名称',
  parameter: '参数',
  "a variable of the executor's environment, read when a run starts": '执行节点上的环境变量，在运行启动时读取',
  "a secret in a variable of the executor's environment; it never enters a file, a job or a log":
    '保存在执行节点环境变量中的密钥；不会写入任何文件、作业或日志',
  'a secret in a file on the executor; it never enters a file, a job or a log':
    '保存在执行节点文件中的密钥；不会写入任何文件、作业或日志',
  'a secret that is read on the executor when a run starts; it never enters a file, a job or a log':
    '运行启动时在执行节点上读取的密钥；不会写入任何文件、作业或日志',
  'parameter `{0}` of the pipeline, which a run may override': '流水线的参数 `{0}`，运行时可以覆盖',
  'at the next fire, {0}: `{1}`': '下次触发时（{0}）：`{1}`',
  'next fires:': '接下来的触发时间：',
  'one of {0}': '可选值：{0}',
  'default `{0}`': '默认值 `{0}`',
  'at least `{0}`': '最小值 `{0}`',
  'at most `{0}`': '最大值 `{0}`',
  'the engine does not start without it': '缺少该项时引擎无法启动',
  'column `{0}`: `{1}`': '列 `{0}`：`{1}`',
  'column `{0}`, of no type that is written': '列 `{0}`，未写明类型',
  'datasource `{0}`, `{1}`': '数据源 `{0}`，`{1}`',
  'host `{0}`': '主机 `{0}`',
  'no pipeline uses it': '没有流水线使用它',
  'used by {0}': '使用者：{0}',
  'engine `{0}`, `{1}`': '引擎 `{0}`，`{1}`',
  'mode `{0}`': '模式 `{0}`',
  'pipeline `{0}`': '流水线 `{0}`',
  'owner `{0}`': '负责人 `{0}`',
};
