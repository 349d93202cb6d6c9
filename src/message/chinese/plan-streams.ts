import type { Catalogue } from '../message.ts';

/** Of reasons about what streams keep. */
export const PLAN_STREAMS: Catalogue = {
  'a job that starts from the last savepoint goes on where the stream stopped':
    '从最近的保存点启动的作业会从流停下之处继续',
  'Flink refuses the last savepoint: {0}': 'Flink 拒绝最近的保存点：{0}',
  'whether the last savepoint fits is seen only when a job starts from it: {0}':
    '最近的保存点是否可用，要到作业从它启动时才知道：{0}',
  'the last savepoint holds the position of `{0}`, which a source `{1}` passes over without a word':
    '最近的保存点保存的是 `{0}` 的位置，来源 `{1}` 会不加提示地忽略它',
  '`{0}` reads nothing of what `{1}` has kept of the stream': '`{0}` 读不到 `{1}` 为该流保留的任何内容',
  'runs that end do not go by what the stream has kept': '会结束的运行不使用流所保留的内容',
  'whether it goes on from its last checkpoint is not known: nobody has tried it with a changed job of `{0}`':
    '能否从最近的检查点继续尚不清楚：`{0}` 改动过的作业还没有人试过',
  'Flink does not promise that state of SQL outlives another minor version':
    'Flink 不保证 SQL 的状态在换了次版本后仍可用',
  'with `{0}` ALWAYS each start gives its steps other ids': '`{0}` 为 `ALWAYS` 时，每次启动都会给各步骤另外的标识',
  'steps that are chained have another place in the job than those that are not, and Flink finds their state by it':
    '链在一起的步骤与不链的步骤在作业中的位置不同，而 Flink 按它查找状态',
  'it was taken with a maximum parallelism of {0}, and the job has one of {1}':
    '它生成时的最大并行度为 {0}，而作业的最大并行度为 {1}',
  'it was taken with a maximum parallelism of {0}, and {1} tasks are more':
    '它生成时的最大并行度为 {0}，{1} 个任务超过了它',
  'it holds the state of a sink `{0}`, which the job has no more': '它保存着目标 `{0}` 的状态，而作业不再有该目标',
  'it holds what the earlier SQL has kept of rows, and the job has no place for that':
    '它保存着先前的 SQL 为行保留的内容，作业中没有它的位置',
  'a step comes or goes behind the source (a filter, a key, other columns), and Flink finds the position of the source by its place in the job':
    '来源之后多了或少了一个步骤（过滤、键、其他列），而 Flink 按来源在作业中的位置查找它的读取位置',
  'a step comes or goes in front of the sink (a filter, a key, other columns), and Flink finds the state of the sink by its place in the job':
    '目标之前多了或少了一个步骤（过滤、键、其他列），而 Flink 按目标在作业中的位置查找它的状态',
  'a sink with another number of tasks than the source gives the source another place in the job, by which Flink finds its position':
    '目标的任务数与来源不同，使来源在作业中的位置不同，而 Flink 按它查找读取位置',
  'a sink with as many tasks as the source gives the source another place in the job, by which Flink finds its position':
    '目标的任务数与来源相同，使来源在作业中的位置不同，而 Flink 按它查找读取位置',
  'another number of tasks than the source’s gives the sink another place in the job, by which Flink finds its state':
    '任务数与来源是否相同变了，使目标在作业中的位置不同，而 Flink 按它查找状态',
  'another number of tasks than the source’s may give the sink, or the step before it, another place in the job':
    '任务数与来源是否相同变了，目标或它之前的步骤在作业中的位置可能因此不同',
  'a step comes behind the source, as not all of its columns are summed as they are any more, and Flink finds the position of the source by its place in the job':
    '来源的列不再全部原样参与汇总，来源之后因此多了一个步骤，而 Flink 按来源在作业中的位置查找它的读取位置',
  'all columns of the source are summed as they are, without a step behind it that picks some, and Flink finds the position of the source by its place in the job':
    '来源的所有列都原样参与汇总，来源之后没有挑选列的步骤，而 Flink 按来源在作业中的位置查找它的读取位置',
  '`{0}` gives sums other steps': '`{0}` 使汇总的步骤不同',
  'what its SQL keeps of rows begins with nothing of those that came before':
    '其 SQL 为行保留的内容从零开始，不含此前到来的行',
  'what its SQL has kept is of rows as they were filtered before': '其 SQL 已保留的内容来自按先前条件过滤的行',
  'what puts rows together by its key begins with nothing': '按键合并行的步骤从零开始',
  'what SQL keeps has another type with `{0}` than without': '有无 `{0}`，SQL 所保留内容的类型不同',
  'the SQL keeps something of rows now, at first of none that came before, and the source may get another place in the job by it':
    'SQL 现在会为行保留内容，起初不含以前的行，来源在作业中的位置可能因此不同',
  'what SQL keeps is found by the place of its step and by its types alone: Flink refuses it, or goes on with values of the earlier SQL':
    'SQL 所保留的内容仅按步骤的位置和类型查找：Flink 会拒绝它，或带着先前 SQL 的值继续',
  'whether the SQL needs a step of its own is Flink’s to find out, and state is found by the place of its step':
    'SQL 是否需要自己的步骤由 Flink 决定，而状态按步骤的位置查找',
  '`{0}` may give the job other steps': '`{0}` 可能使作业的步骤不同',
  'without it the stream begins with what comes after its start: what came since the savepoint is missed':
    '不用它时，流从启动之后到来的数据开始：保存点以来到来的数据会被漏掉',
  'another cluster has to reach the directory that it is in': '另一个集群要能访问它所在的目录',
  'without it the stream begins with what comes after its start': '不用它时，流从启动之后到来的数据开始',
  '{0}; what the SQL keeps begins with nothing': '{0}；SQL 所保留的内容从空开始',
  'without it the source begins anew': '不用它时，来源重新开始',
  'without it the stream begins from {0}': '不用它时，流从{0}开始',
  'without it the stream begins from {0}: what it has read after that is read again, and is in the target twice':
    '不用它时，流从{0}开始：此后读过的会再读一次，并在目标中出现两次',
  'without it the stream begins from {0}: what it has read after that is read again':
    '不用它时，流从{0}开始：此后读过的会再读一次',
  'a job that starts from the last savepoint reads on in {0} too, and {1} from its beginning, whatever `start` says':
    '从最近的保存点启动的作业仍会继续读取 {0}，并从头读取 {1}，无论 `start` 怎么写',
  'a job that starts from the last savepoint reads {0} from the numbers where it stopped: right in the same cluster, in another these are other records':
    '从最近的保存点启动的作业从停下时的位点读取 {0}：同一集群中是对的，在另一个集群中则是别的记录',
  'the new target gets no rows that the stream has read before: those stay in {0} alone':
    '新目标得不到该流以前读过的行：它们只留在 {0} 中',
  '`{0}` takes no checkpoints beside it: the stream keeps nothing any more, and begins anew at each start':
    '`{0}` 不允许与检查点并用：流不再保留任何内容，每次启动都重新开始',
};
