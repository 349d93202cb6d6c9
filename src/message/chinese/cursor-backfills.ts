import type { Catalogue } from '../message.ts';

/** Of ranges of cursor values that are read after the fact. */
export const CURSOR_BACKFILLS: Catalogue = {
  'Read these values of `{0}`? Its cursor stays where it is.': '读取 `{0}` 的这些值吗？它的游标保持不动。',
  'a backfill needs a range: --fire, --bizdate or --cursor, and one of them':
    '回填需要一个范围：--fire、--bizdate 或 --cursor，三者取一',
  'write it as --bizdate 2026-05-01..2026-05-31, or --cursor 5000..9000':
    '请写成 --bizdate 2026-05-01..2026-05-31 或 --cursor 5000..9000',
  '--chunk is of --cursor alone': '--chunk 只用于 --cursor',
  'each fire is a run of its own': '每个触发各是一次运行',
  'no run says yet how close its rows stand: `select count(*)` in its source tells how many it will be':
    '还没有运行表明其行有多密：请在数据源中用 `select count(*)` 查询有多少行',
  'some {0}, by the last runs that moved its cursor or read a range ({1}); the engine counts no rows':
    '约 {0}，依据最近移动游标或读取范围的成功运行（{1} 次）；引擎不统计行数',
  'some {0} rows in {1}, where they stand as close as those that the last runs have read ({2})':
    '约 {0} 行，需 {1}，前提是这些行与最近运行所读的行一样密（{2} 次）',
  '{0}: 1 run, of the rows after {1}, up to and at {2}': '{0}：1 次运行，读取大于 {1} 且不大于 {2} 的行',
  '{0}: {1} runs, of the rows after {2}, up to and at {3}, each of {4}':
    '{0}：{1} 次运行，读取大于 {2} 且不大于 {3} 的行，每次 {4}',
  'the least values first, {0} at a time': '从最小的值开始，每次 {0} 个',
  'the greatest values first, {0} at a time': '从最大的值开始，每次 {0} 个',
  'rows after {0}, up to and at {1}': '大于 {0} 且不大于 {1} 的行',
  'rows after {0}, up to and at {1}, each run {2} of it, {3} at a time':
    '大于 {0} 且不大于 {1} 的行，每次运行读取其中 {2}，每次 {3} 个',
  '1 run, of the rows after {0}, up to and at {1}, as soon as this is deployed':
    '部署后立即运行 1 次，读取大于 {0} 且不大于 {1} 的行',
  '{0} runs, of the rows after {1}, up to and at {2}, {3} at a time, as soon as this is deployed':
    '部署后立即运行 {0} 次，读取大于 {1} 且不大于 {2} 的行，每次 {3} 个',
  '`{0}` appends: rows that were read before would be there twice': '`{0}` 以追加方式写入：读取过的行会重复',
  '`{0}` follows no cursor': '`{0}` 没有游标',
  'only a source with `incremental` has a range of cursor values; give a range of fires':
    '只有带 `incremental` 的数据源才有游标值的范围；请给出触发的范围',
  '`{0}` reads without an end, and a range has one': '`{0}` 的读取没有终点，而范围有终点',
  'read the range by a pipeline of its own, with a schedule': '请用另一条带调度的流水线读取该范围',
  'give a range of values of its cursor: `--cursor A..B` (in a file: `cursor`); a recorded fire is run once more with `sluice run {0} --fire T --again`, which reads what it read then':
    '请给出其游标值的范围：`--cursor A..B`（文件中为 `cursor`）；已记录的触发用 `sluice run {0} --fire T --again` 重跑，它读取当时所读的数据',
  '`{0}` cannot read a range of cursor values: {1}': '`{0}` 不能读取游标值的范围：{1}',
  'it follows none': '它没有游标',
  'select the rows by `where`, in a pipeline of its own': '请在另一条流水线中用 `where` 选择这些行',
  'its engine `{0}` is told of no range': '不能把范围告诉它的引擎 `{0}`',
  '`chunk` is of a range of cursor values': '`chunk` 只用于游标值的范围',
  'leave it out: each fire is a run of its own': '请去掉它：每个触发各是一次运行',
  '`{0}` has a range of fires and one of cursor values': '`{0}` 既有触发的范围，又有游标值的范围',
  'write one of them': '请只写其中之一',
  'the range is more than {0} runs': '该范围超过 {0} 次运行',
  'give wider chunks, or write it in parts, each a file of its own': '请加大 `chunk`，或分成几部分，每部分一个文件',
  'the range is {0} runs, more than {1}': '该范围是 {0} 次运行，超过 {1} 次',
  '`{0}` is no range of cursor values': '`{0}` 不是游标值的范围',
  'write it as 5000..9000': '请写成 5000..9000',
  '`{0}` of `{1}` is `{2}`, and no range of such values can be cut': '`{1}` 的 `{0}` 是 `{2}`，这种值的范围无法切分',
  'numbers, dates and times can: `sluice cursor reset {0}` has everything read once more':
    '数字、日期和时间可以：`sluice cursor reset {0}` 会使一切重新读取',
  '`{0}` is no value of `{1}`, which is `{2}`': '`{0}` 不是 `{1}` 的值，该列是 `{2}`',
  'write it as the database does: 5000, 2026-03-01 or `2026-03-01 08:00:00`':
    '请按数据库的写法：5000、2026-03-01 或 `2026-03-01 08:00:00`',
  'no row is after {0} and not after {1}': '没有大于 {0} 且不大于 {1} 的行',
  'the first value is the one after which it reads, the second the last that it reads':
    '第一个值之后开始读取，第二个值是最后读取的值',
  'a chunk of `{0}` is none of `{1}`, which is `{2}`': '`{0}` 不能作为 `{1}` 的 `chunk`，该列是 `{2}`',
  'write a number above 0, or a duration as 1d or 12h where it is of times':
    '请写大于 0 的数字；若是时间，请写时长，如 1d 或 12h',
  'its reader takes no condition': '它的读取插件不接受条件',
  'it reads a `query`, in which its engine takes no further condition': '它读取 `query`，引擎不在其中再加条件',
  "`{0}` stands in the engine's SQL as it is, and is no plain name": '`{0}` 原样出现在引擎的 SQL 中，而它不是普通名称',
  'in which zone its engine compares a `timestamptz` is not known': '不清楚引擎按哪个时区比较 `timestamptz`',
  'how `{0}` writes times in SQL is not known': '不清楚 `{0}` 在 SQL 中如何写时间',
  'backfill {0} is under way and has cursor values of its range; it begins when that is over':
    '回填 {0} 正在进行，且包含其范围内的游标值；待其结束后开始',
  'mend the cause, then `sluice backfill resume` goes on with it; `sluice explain-run {0}` tells the whole story':
    '请先消除原因，然后用 `sluice backfill resume` 继续；`sluice explain-run {0}` 讲述全过程',
  'the range is {0} runs by what is deployed now': '按现在部署的版本，该范围是 {0} 次运行',
  'backfill `{0}` of `{1}`, of its rows after {2}, up to and at {3}, is `{4}`: {5} of {6} runs are over':
    '`{1}` 的回填 `{0}`（大于 {2} 且不大于 {3} 的行）处于 `{4}`：{6} 次运行中已结束 {5} 次',
};
