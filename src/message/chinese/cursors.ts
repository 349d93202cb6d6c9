import type { Catalogue } from '../message.ts';

/** Of the positions of incremental pipelines. */
export const CURSORS: Catalogue = {
  'Put the position of `{0}` there?': '把 `{0}` 的位置设到那里吗？',
  '`cursor set` takes a value or --from-sql': '`cursor set` 需要一个值或 --from-sql',
  'write `sluice cursor set PIPELINE VALUE`, or `--from-sql "select max(id) from orders"`':
    '请写 `sluice cursor set PIPELINE VALUE`，或 `--from-sql "select max(id) from orders"`',
  '`cursor {0}` takes no value': '`cursor {0}` 不接受值',
  '`sluice cursor set PIPELINE VALUE` takes one': '`sluice cursor set PIPELINE VALUE` 才接受值',
  '--datasource says where --from-sql is asked': '--datasource 说明 --from-sql 向哪里查询',
  'leave it out, or add --from-sql': '请去掉它，或加上 --from-sql',
  '`{0}` is not in the project here, whose datasources --from-sql asks':
    '`{0}` 不在此处的项目中，而 --from-sql 查询的是项目的数据源',
  'give the value itself: `sluice cursor set {0} VALUE`': '请直接给出值：`sluice cursor set {0} VALUE`',
  'datasource `{0}` is a {1}: --from-sql asks MySQL, MariaDB and SQLite':
    '数据源 `{0}` 是 {1}：--from-sql 只查询 MySQL、MariaDB 和 SQLite',
  'name one of those with --datasource, or give the value itself': '请用 --datasource 指明其中之一，或直接给出值',
  'datasource `{0}` of environment `{1}` answers {2}': '环境 `{1}` 的数据源 `{0}` 返回 {2}',
  '`{0}` answers with no value, or with NULL': '`{0}` 没有返回值，或返回 NULL',
  '`sluice cursor reset` lets a pipeline begin as the first run did':
    '`sluice cursor reset` 让流水线像首次运行那样开始',
  'the sink of `{0}` is no datasource that could be asked': '`{0}` 的目标端不是可以查询的数据源',
  'name one with --datasource': '请用 --datasource 指明一个',
  'no pipeline of the project has a datasource `{0}`': '项目中没有流水线使用数据源 `{0}`',
  '`sluice config show` lists what the project has': '`sluice config show` 会列出项目的内容',
  '`{0}` has no position: its next new fire reads all rows': '`{0}` 没有位置：下一个新的触发读取全部行',
  '`{0}` has no position: its next new fire begins after {1}, as its definition says':
    '`{0}` 没有位置：下一个新的触发按其定义从 {1} 之后开始',
  'set by run {0} of {1}, at {2}': '由 {1} 的运行 {0} 于 {2} 设置',
  'set by a person, at {0}': '由人于 {0} 设置',
  '`{0}` goes on after {1} (column `{2}`, {3})': '`{0}` 从 {1} 之后继续（列 `{2}`，{3}）',
  'runs that have begun and not ended: {0}': '已开始而未结束的运行数：{0}',
  'no position': '没有位置',
  '{0}: from {1} to no position, as before its first run': '{0}：从 {1} 到没有位置，如同首次运行之前',
  '{0}; what runs of it now ({1}) does not move it when it ends': '{0}；现在正在运行的（{1}）结束时不会移动它',
  '`{0}` had no position; nothing was changed': '`{0}` 没有位置；没有更改',
  '`{0}` was at {1} already; nothing was changed': '`{0}` 已经在 {1}；没有更改',
  '`{0}` goes on after {1} with its next new fire': '`{0}` 的下一个新的触发从 {1} 之后继续',
  '`{0}` reads all rows with its next new fire': '`{0}` 的下一个新的触发读取全部行',
  '`{0}` begins after {1} with its next new fire': '`{0}` 的下一个新的触发从 {1} 之后开始',
  'its newest run {0}, of {1}, has not succeeded: run once more, it reads from where it began, and not from there':
    '其最新的运行 {0}（触发时刻 {1}）没有成功：再次运行它时从它当初开始的位置读取，而不是从该处',
  '`{0}` did not take the question: {1}': '`{0}` 没有接受这个查询：{1}',
  '`{0}` did not answer': '`{0}` 没有回答',
};
