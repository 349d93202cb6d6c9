import type { Catalogue } from '../message.ts';

/** Of what a pipeline reads that has never run. */
export const PLAN_FIRST_RUN: Catalogue = {
  'its definition does not compile in the base, so what changes is not known: look at all that it does':
    '其定义在基准中不能编译，因此改动了什么并不可知：请查看它所做的一切',
  'a run executes `{0}`': '运行执行 `{0}`',
  'each run reads all that {0} selects': '每次运行读取 {0} 选出的全部数据',
  'each run reads all of {0}': '每次运行读取 {0} 的全部数据',
  'each run reads the rows of {0} with `{1}`': '每次运行读取 {0} 中满足 `{1}` 的行',
  'its first run reads all of {0}, later ones what comes after the newest `{1}`':
    '首次运行读取 {0} 的全部数据，之后只读取 `{1}` 大于已有最大值的行',
  'its first run reads rows of {0} whose `{1}` is after {2}, later ones what comes after the newest':
    '首次运行读取 {0} 中 `{1}` 在 {2} 之后的行，之后只读取大于已有最大值的行',
  'each run reads only its own period of {0}, and none what was before':
    '每次运行只读取 {0} 中自己时段的数据，之前的数据都不读取',
  'its first run, for {0}, reads only its own period of {1} (`{2}`); no run reads what was before':
    '首次运行（触发时间 {0}）只读取 {1} 中自己时段的数据（`{2}`）；之前的数据没有运行会读取',
  'its first start reads {0} from {1}, later ones go on from its state':
    '首次启动从{1}开始读取 {0}，之后从其状态处继续',
  'each run reads {0} from {1}, and ends at what is there': '每次运行从{1}开始读取 {0}，读到已有数据的末尾为止',
  'it reads what comes to {0} after its first start; what is there already is not read':
    '只读取首次启动之后进入 {0} 的数据；已有的数据不会读取',
  'each run reads what comes to {0} after its start': '每次运行读取其启动之后进入 {0} 的数据',
  'its first start reads {0} from where its connector begins, later ones go on from its state':
    '首次启动从连接器默认位置开始读取 {0}，之后从其状态处继续',
  'the oldest record that is kept': '保留着的最早一条记录',
  'where it stands there': '它在那里已提交的位置',
  'the offsets {0}': '位点 {0}',
  'position {0} of the binlog file `{1}`': '文件 `{1}` 的位置 {0}',
  'SCN {0}': '`SCN` {0}',
  'LSN {0}': '`LSN` {0}',
  'where its consumer group `{0}` stands (a new group: the oldest record that is kept)':
    '消费组 `{0}` 的已提交位点（新消费组从保留着的最早一条记录）',
  'where its consumer group `{0}` stands (a new group: what comes after its start)':
    '消费组 `{0}` 的已提交位点（新消费组从启动之后的新数据）',
  '{0}; how many of them it selects is not known': '{0}；其中会选出多少未知',
  '{0}; none of them is read': '{0}；这些都不会读取',
  '1 row is in {0}': '{0} 中有 1 行',
  '{0} rows are in {1}': '{1} 中有 {0} 行',
  'more than {0} rows are in {1}': '{1} 中有超过 {0} 行',
  'about {0} rows are in {1}, by the statistics of its database': '{1} 中约有 {0} 行（数据库统计信息）',
  'about {0} rows of {1} are to be read, by the estimate of its database': '约需读取 {1} 的 {0} 行（数据库估计）',
  'about {0} records are in {1}': '{1} 中约有 {0} 条记录',
  '1 file of {0} is at {1}': '{1} 处有 1 个文件，共 {0}',
  '{0} files of {1} are at {2}': '{2} 处有 {0} 个文件，共 {1}',
  '{0}: how much is to be read there is not known': '{0}：那里有多少数据要读取未知',
};
